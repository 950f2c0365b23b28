import type { Instrument } from '../../domain/instrument.js';
import type { Cause } from '../../domain/journal.js';
import type { Mark } from '../../domain/mark.js';
import type { Bar, Ohlc } from '../../domain/market-event.js';
import type { MarketView, PortfolioView } from '../../domain/portfolio-view.js';

/** What a mark is made from. */
interface MarkSource {
  readonly portfolio: PortfolioView;
  readonly market: MarketView;
  readonly instrument: (symbol: string) => Instrument;
  readonly sessionDate: (at: number) => string;
  /** Symbols whose bars stand in every mark. */
  readonly symbols: readonly string[];
  /** Told of a mark as soon as its instant is over: the loss latch. */
  readonly watch: (mark: Mark, causes: readonly Cause[]) => void;
  readonly sink: (mark: Mark) => void;
}

/** What has come together for the mark of an instant. */
interface Noted {
  readonly at: number;
  sessionDate: string | null;
  readonly bars: Map<string, Ohlc>;
  isMinute: boolean;
  /** What came last. */
  causes: readonly Cause[];
}

/**
 * Notes that an instant is worth a mark, and writes it when the instant is over: one an
 * instant, the last stands.
 */
export class MarkRecorder {
  /** The newest mark waits, because closings after the end still belong to it. */
  private held: Mark | null = null;
  private noted: Noted | null = null;

  constructor(private readonly source: MarkSource) {}

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
    const { open, high, low, close } = bar;
    noted.bars.set(bar.symbol, { open, high, low, close });
  }

  /**
   * What the mark of the instant in progress would say now. Before a bar of it has come its prices are not
   * known, only its session: a fill would be held against the price before.
   */
  pending(at: number): Pick<Mark, 'equity' | 'sessionDate'> | null {
    const session = this.noted?.sessionDate;
    if (session !== undefined && session !== null) return { equity: this.equity(), sessionDate: session };
    return this.held && { equity: this.held.equity, sessionDate: this.source.sessionDate(at) };
  }

  /** Whether something is noted whose instant is not over. */
  isPending(): boolean {
    return this.noted !== null;
  }

  /** The instant is over. */
  flush(): void {
    if (!this.noted) return;
    const { noted } = this;
    const { at, sessionDate, causes } = noted;
    this.noted = null;
    if (this.held) this.source.sink(this.held);
    const prices = Object.fromEntries(
      this.source.symbols.map((symbol) => [symbol, this.priceOf(symbol, noted)]),
    );
    const date = sessionDate ?? this.source.sessionDate(at);
    this.held = { at, sessionDate: date, equity: this.equity(), exposure: this.exposure(), prices };
    this.source.watch(this.held, causes);
  }

  /** The run is over: the newest mark is restated where the broker closed something after the end. */
  close({ restated }: { restated: boolean }): void {
    if (!this.held) return;
    const now = restated ? { equity: this.equity(), exposure: this.exposure() } : {};
    this.source.sink({ ...this.held, ...now });
    this.held = null;
  }

  private notedAt(at: number, causes: readonly Cause[]): Noted {
    this.noted ??= { at, sessionDate: null, bars: new Map(), isMinute: false, causes };
    this.noted.causes = causes;
    return this.noted;
  }

  private priceOf(symbol: string, { bars, isMinute }: Noted): Ohlc | null {
    const price = isMinute ? this.source.market.last(symbol) : undefined;
    if (price === undefined) return bars.get(symbol) ?? null;
    return { open: price, high: price, low: price, close: price };
  }

  private equity(): number {
    const { portfolio } = this.source;
    return portfolio.pipelines.reduce((sum, pipeline) => sum + portfolio.equity(pipeline), 0);
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
