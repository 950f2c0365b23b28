import type { Instrument } from '../domain/instrument.js';
import type { EntryOf } from '../domain/journal.js';
import type { Marks } from '../domain/marks.js';
import type { TradeRecord } from '../domain/trade-record.js';

/** What statistics are computed from: the folds of a journal, and the marks that stand beside it. */
export interface RunFacts {
  readonly marks: Marks;
  /** Lots that were closed, in the order in which they were closed. */
  readonly trades: readonly TradeRecord[];
  /** In the order in which they were booked. */
  readonly fills: readonly EntryOf<'fill'>[];
  readonly instruments: Readonly<Record<string, Instrument>>;
  /** The symbols that were traded, without a benchmark that was only watched. */
  readonly symbols: readonly string[];
  /** The declared warm-up: this many bars, from the first, belong to no decision. */
  readonly warmupBars: number;
  readonly startEquity: number;
  /** When trading was to begin, if somebody said so. */
  readonly from: number | null;
  /** A year's rate as a fraction: 0.02 is 2 %. */
  readonly riskFreeRate: number;
  /** The symbol of `report.benchmark`; its prices stand in the marks. */
  readonly benchmark: string | null;
  /** All commissions paid, those of lots that are still open among them. */
  readonly commissions: number;
  /** Splits and dividends that were booked, in order. */
  readonly actions: readonly EntryOf<'action'>[];
  /** Received by longs less paid by shorts. */
  readonly dividends: number;
}
