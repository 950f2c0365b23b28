import { Growing } from './growing.js';
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
 * would be five times that.
 */
export class MarkColumns {
  private rows = 0;
  private readonly at = floats();
  private readonly sessionDay = whole();
  private readonly equity = floats();
  private readonly exposure = floats();
  private readonly prices: ReadonlyMap<string, PriceColumns>;

  /** @param symbols Those whose bars stand in the marks. */
  constructor(symbols: readonly string[]) {
    this.prices = new Map(symbols.map((symbol) => [symbol, new PriceColumns()]));
  }

  /** The next row; its prices follow. */
  add({ at, sessionDay, equity, exposure }: MarkRow): void {
    this.at.push(at);
    this.sessionDay.push(sessionDay);
    this.equity.push(equity);
    this.exposure.push(exposure);
    this.rows += 1;
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
    this.equity.restate(equity);
    this.exposure.restate(exposure);
  }

  /** The rows so far, without a copy: whoever asks before the end sees the newest row restated. */
  marks(): Marks {
    return {
      length: this.rows,
      at: this.at.values(),
      sessionDay: this.sessionDay.values(),
      equity: this.equity.values(),
      exposure: this.exposure.values(),
      prices: new Map([...this.prices].map(([symbol, prices]) => [symbol, prices.values()])),
    };
  }
}

/** Writes the bars of one symbol. */
export class PriceColumns {
  private readonly row = whole();
  private readonly open = floats();
  private readonly high = floats();
  private readonly low = floats();
  private readonly close = floats();

  /** The bar that made a row. */
  add(row: number, { open, high, low, close }: Ohlc): void {
    this.row.push(row);
    this.open.push(open);
    this.high.push(high);
    this.low.push(low);
    this.close.push(close);
  }

  /** What is there so far, without a copy. */
  values(): SymbolPrices {
    return {
      row: this.row.values(),
      open: this.open.values(),
      high: this.high.values(),
      low: this.low.values(),
      close: this.close.values(),
    };
  }
}

const floats = (): Growing<Float64Array> => new Growing((length) => new Float64Array(length));
const whole = (): Growing<Int32Array> => new Growing((length) => new Int32Array(length));
