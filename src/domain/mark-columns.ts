import { FIRST_ROOM, grown } from './grown.js';
import type { Ohlc } from './market-event.js';
import type { Marks, SymbolPrices } from './marks.js';

/** A row of marks, prices aside. */
export interface MarkRow {
  readonly at: number;
  readonly sessionDay: number;
  readonly equity: number;
  readonly exposure: number;
}

/**
 * Writes marks, row by row. Columns of typed arrays: a million rows of one symbol are 64 MB, as objects they
 * would be five times that. Every bar comes here: whether there is room is asked once a row, not for each
 * number.
 */
export class MarkColumns {
  private rows = 0;
  private at = new Float64Array(FIRST_ROOM);
  private sessionDay = new Int32Array(FIRST_ROOM);
  private equity = new Float64Array(FIRST_ROOM);
  private exposure = new Float64Array(FIRST_ROOM);
  private readonly prices: ReadonlyMap<string, PriceColumns>;

  /** @param symbols Those whose bars stand in the marks. */
  constructor(symbols: readonly string[]) {
    this.prices = new Map(symbols.map((symbol) => [symbol, new PriceColumns()]));
  }

  /** The next row; its prices follow. */
  add({ at, sessionDay, equity, exposure }: MarkRow): void {
    const { rows } = this;
    if (rows === this.at.length) this.grow();
    this.at[rows] = at;
    this.sessionDay[rows] = sessionDay;
    this.equity[rows] = equity;
    this.exposure[rows] = exposure;
    this.rows = rows + 1;
  }

  /** A bar that made the newest row; one a symbol, and none of a symbol that does not stand in the marks. */
  price(symbol: string, bar: Ohlc): void {
    this.pricesOf(symbol)?.add(this.rows - 1, bar);
  }

  /** Where the bars of a symbol go; null for one that does not stand in the marks. */
  pricesOf(symbol: string): PriceColumns | null {
    return this.prices.get(symbol) ?? null;
  }

  /** How many rows there are. */
  get length(): number {
    return this.rows;
  }

  /** What the account is worth at the newest row after all. */
  restate({ equity, exposure }: Pick<MarkRow, 'equity' | 'exposure'>): void {
    this.equity[this.rows - 1] = equity;
    this.exposure[this.rows - 1] = exposure;
  }

  /** The rows so far, without a copy: whoever asks before the end sees the newest row restated. */
  marks(): Marks {
    const { rows } = this;
    return {
      length: rows,
      at: this.at.subarray(0, rows),
      sessionDay: this.sessionDay.subarray(0, rows),
      equity: this.equity.subarray(0, rows),
      exposure: this.exposure.subarray(0, rows),
      prices: new Map([...this.prices].map(([symbol, prices]) => [symbol, prices.values()])),
    };
  }

  private grow(): void {
    this.at = grown(this.at);
    this.sessionDay = grown(this.sessionDay);
    this.equity = grown(this.equity);
    this.exposure = grown(this.exposure);
  }
}

/** Writes the bars of one symbol. */
export class PriceColumns {
  private count = 0;
  private row = new Int32Array(FIRST_ROOM);
  private open = new Float64Array(FIRST_ROOM);
  private high = new Float64Array(FIRST_ROOM);
  private low = new Float64Array(FIRST_ROOM);
  private close = new Float64Array(FIRST_ROOM);

  /** The bar that made a row. */
  add(row: number, { open, high, low, close }: Ohlc): void {
    const { count } = this;
    if (count === this.row.length) this.grow();
    this.row[count] = row;
    this.open[count] = open;
    this.high[count] = high;
    this.low[count] = low;
    this.close[count] = close;
    this.count = count + 1;
  }

  /** What is there so far, without a copy. */
  values(): SymbolPrices {
    const { count } = this;
    return {
      row: this.row.subarray(0, count),
      open: this.open.subarray(0, count),
      high: this.high.subarray(0, count),
      low: this.low.subarray(0, count),
      close: this.close.subarray(0, count),
    };
  }

  private grow(): void {
    this.row = grown(this.row);
    this.open = grown(this.open);
    this.high = grown(this.high);
    this.low = grown(this.low);
    this.close = grown(this.close);
  }
}
