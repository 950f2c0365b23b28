import type { Instrument } from '../../domain/instrument.js';
import type { Mark } from '../../domain/mark.js';
import { MarkColumns, type PriceColumns } from '../../domain/mark-columns.js';
import type { Bar, Ohlc } from '../../domain/market-event.js';
import type { Marks } from '../../domain/marks.js';
import type { MarketView, PortfolioView } from '../../domain/portfolio-view.js';
import { dayOf } from '../../time/civil-date.js';
import { type Causes, NO_CAUSE } from '../turns/causes.js';

/** What a mark is made from. */
interface MarkSource {
  readonly portfolio: PortfolioView;
  readonly market: MarketView;
  readonly instrument: (symbol: string) => Instrument;
  readonly sessionDate: (at: number) => string;
  /** Symbols whose bars stand in every mark. */
  readonly symbols: readonly string[];
  /** Whether anybody asks for them when the run is over. */
  readonly isKept: boolean;
  /** Whether what is told is history that has its marks. */
  readonly isHistory: () => boolean;
  /** Told of a mark as soon as its instant is over: the loss latch. */
  readonly watch: (mark: Seen, causes: Causes) => void;
}

/** What a loss is judged by. */
type Seen = Pick<Mark, 'equity' | 'sessionDate'>;

/** The newest bar of a symbol in the instant in progress, until it stands in its columns. */
interface Held {
  bar: Ohlc | null;
  /** Null for a symbol whose bars do not stand in the marks. */
  readonly columns: PriceColumns | null;
}

/**
 * Notes that an instant is worth a mark, and writes it when the instant is over: one an
 * instant, the last stands.
 */
export class MarkRecorder {
  private readonly columns: MarkColumns;
  /** Whether something has come together for the mark of the instant in progress. */
  private isNoted = false;
  private at = Number.NaN;
  private sessionDate: string | null = null;
  private isMinute = false;
  /** What came last. */
  private causes: Causes = NO_CAUSE;
  /** The bars of the instant in progress (a list that shrinks is made anew), and those of each symbol. */
  private readonly bars: Held[] = [];
  private barCount = 0;
  private readonly held = new Map<string, Held>();
  private newestEquity: number | null = null;
  private date = '';
  private day = 0;

  constructor(private readonly source: MarkSource) {
    this.columns = new MarkColumns(source.symbols);
  }

  /** The marks of the instants that are over. */
  marks(): Marks {
    return this.columns.marks();
  }

  /** The end of a minute of a run without bars: the newest price of every symbol stands for its bar. */
  noteMinute(at: number, causes: Causes): void {
    this.begin(at, causes);
    // What ends at midnight belongs to the day that ends there.
    this.sessionDate ??= this.source.sessionDate(at - 1);
    this.isMinute = true;
  }

  /** A fill. */
  noteFill(at: number, serial: number): void {
    this.begin(at, () => [{ entry: serial }]);
  }

  /** A bar of the smallest feed; its causes are asked before the next row of its stream. */
  note(bar: Bar, causes: Causes): void {
    this.begin(bar.at, causes);
    this.sessionDate = bar.sessionDate;
    this.hold(bar.symbol, bar);
  }

  /**
   * What the mark of the instant in progress would say now. Before a bar of it has come its prices are not
   * known, only its session: a fill would be held against the price before.
   */
  pending(at: number): Seen | null {
    if (this.isNoted && this.sessionDate !== null) {
      return { equity: this.equity(), sessionDate: this.sessionDate };
    }
    if (this.newestEquity === null) return null;
    return { equity: this.newestEquity, sessionDate: this.source.sessionDate(at) };
  }

  /** Whether something is noted whose instant is not over. */
  isPending(): boolean {
    return this.isNoted;
  }

  /** The instant is over. */
  flush(): void {
    if (!this.isNoted) return;
    this.isNoted = false;
    if (this.source.isHistory()) return this.forgetBars();
    const { at, isMinute, causes, columns, source } = this;
    const sessionDate = this.sessionDate ?? source.sessionDate(at);
    const equity = this.equity();
    if (source.isKept) {
      columns.add({ at, sessionDay: this.dayOf(sessionDate), equity, exposure: this.exposure() });
    }
    if (isMinute) this.takeLastPrices();
    this.takeBars();
    this.newestEquity = equity;
    source.watch({ equity, sessionDate }, causes);
  }

  /** The run is over: the newest mark is restated where the broker closed something after the end. */
  close({ restated }: { restated: boolean }): void {
    if (!restated || this.newestEquity === null) return;
    this.columns.restate({ equity: this.equity(), exposure: this.exposure() });
  }

  private begin(at: number, causes: Causes): void {
    if (!this.isNoted) {
      this.isNoted = true;
      this.at = at;
      this.sessionDate = null;
      this.isMinute = false;
    }
    this.causes = causes;
  }

  private hold(symbol: string, bar: Ohlc): void {
    let held = this.held.get(symbol);
    if (!held) {
      held = { bar: null, columns: this.source.isKept ? this.columns.pricesOf(symbol) : null };
      this.held.set(symbol, held);
    }
    if (held.bar === null) {
      this.bars[this.barCount] = held;
      this.barCount += 1;
    }
    held.bar = bar;
  }

  private takeBars(): void {
    const { bars, barCount, columns } = this;
    for (let place = 0; place < barCount; place += 1) {
      const held = bars[place];
      if (!held?.bar) continue;
      held.columns?.add(columns.length - 1, held.bar);
      held.bar = null;
    }
    this.barCount = 0;
  }

  private takeLastPrices(): void {
    for (const symbol of this.source.symbols) {
      const price = this.source.market.last(symbol);
      if (price !== undefined) this.hold(symbol, { open: price, high: price, low: price, close: price });
    }
  }

  private forgetBars(): void {
    for (const held of this.bars.splice(0, this.barCount)) held.bar = null;
    this.barCount = 0;
  }

  /** Thousands of successive marks have one date. */
  private dayOf(date: string): number {
    if (date !== this.date) {
      this.date = date;
      this.day = dayOf(date);
    }
    return this.day;
  }

  private equity(): number {
    const { portfolio } = this.source;
    let sum = 0;
    for (const pipeline of portfolio.pipelines) sum += portfolio.equity(pipeline);
    return sum;
  }

  private exposure(): number {
    const { portfolio, market, instrument } = this.source;
    let gross = 0;
    for (const pipeline of portfolio.pipelines) {
      for (const { symbol, quantity, entryPrice } of portfolio.lots(pipeline)) {
        gross += Math.abs(quantity) * (market.last(symbol) ?? entryPrice) * instrument(symbol).multiplier;
      }
    }
    return gross;
  }
}
