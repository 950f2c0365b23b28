import type { Instrument } from '../../domain/instrument.js';
import type { Cause } from '../../domain/journal.js';
import type { Mark } from '../../domain/mark.js';
import { MarkColumns } from '../../domain/mark-columns.js';
import type { Bar, Ohlc } from '../../domain/market-event.js';
import type { Marks } from '../../domain/marks.js';
import type { MarketView, PortfolioView } from '../../domain/portfolio-view.js';
import { dayOf } from '../../time/civil-date.js';

/** What a mark is made from. */
interface MarkSource {
  readonly portfolio: PortfolioView;
  readonly market: MarketView;
  readonly instrument: (symbol: string) => Instrument;
  readonly sessionDate: (at: number) => string;
  /** Symbols whose bars stand in every mark. */
  readonly symbols: readonly string[];
  /** Told of a mark as soon as its instant is over: the loss latch. */
  readonly watch: (mark: Seen, causes: readonly Cause[]) => void;
}

/** What a loss is judged by. */
type Seen = Pick<Mark, 'equity' | 'sessionDate'>;

/** What has come together for the mark of an instant, its bars aside. */
interface Noted {
  readonly at: number;
  sessionDate: string | null;
  isMinute: boolean;
  /** What came last. */
  causes: readonly Cause[];
}

/**
 * Notes that an instant is worth a mark, and writes it when the instant is over: one an
 * instant, the last stands.
 */
export class MarkRecorder {
  private readonly columns: MarkColumns;
  private noted: Noted | null = null;
  /** The bars of the instant in progress; emptied, not made anew for every mark. */
  private readonly bars = new Map<string, Ohlc>();
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
  noteMinute(at: number, causes: readonly Cause[]): void {
    const noted = this.notedAt(at, causes);
    // What ends at midnight belongs to the day that ends there.
    noted.sessionDate ??= this.source.sessionDate(at - 1);
    noted.isMinute = true;
  }

  /** A fill. */
  noteFill(at: number, serial: number): void {
    this.notedAt(at, [{ entry: serial }]);
  }

  /** A bar of the smallest feed. */
  note(bar: Bar, causes: readonly Cause[]): void {
    const noted = this.notedAt(bar.at, causes);
    noted.sessionDate = bar.sessionDate;
    this.bars.set(bar.symbol, bar);
  }

  /**
   * What the mark of the instant in progress would say now. Before a bar of it has come its prices are not
   * known, only its session: a fill would be held against the price before.
   */
  pending(at: number): Seen | null {
    const session = this.noted?.sessionDate;
    if (session !== undefined && session !== null) return { equity: this.equity(), sessionDate: session };
    if (this.newestEquity === null) return null;
    return { equity: this.newestEquity, sessionDate: this.source.sessionDate(at) };
  }

  /** Whether something is noted whose instant is not over. */
  isPending(): boolean {
    return this.noted !== null;
  }

  /** The instant is over. */
  flush(): void {
    const { noted } = this;
    if (!noted) return;
    this.noted = null;
    const { at, isMinute, causes } = noted;
    const sessionDate = noted.sessionDate ?? this.source.sessionDate(at);
    const equity = this.equity();
    this.columns.add({ at, sessionDay: this.dayOf(sessionDate), equity, exposure: this.exposure() });
    if (isMinute) this.takeLastPrices();
    for (const [symbol, bar] of this.bars) this.columns.price(symbol, bar);
    this.bars.clear();
    this.newestEquity = equity;
    this.source.watch({ equity, sessionDate }, causes);
  }

  /** The run is over: the newest mark is restated where the broker closed something after the end. */
  close({ restated }: { restated: boolean }): void {
    if (!restated || this.newestEquity === null) return;
    this.columns.restate({ equity: this.equity(), exposure: this.exposure() });
  }

  private notedAt(at: number, causes: readonly Cause[]): Noted {
    this.noted ??= { at, sessionDate: null, isMinute: false, causes };
    this.noted.causes = causes;
    return this.noted;
  }

  private takeLastPrices(): void {
    for (const symbol of this.source.symbols) {
      const price = this.source.market.last(symbol);
      if (price !== undefined) this.bars.set(symbol, { open: price, high: price, low: price, close: price });
    }
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
