import type { Ohlc } from './market-event.js';

/**
 * What the account was worth at an instant; one an instant, the last stands. Statistics, drawdown and the
 * loss latches use these instants only, so a report is a fold of journal and marks.
 */
export interface Mark {
  readonly at: number;
  readonly sessionDate: string;
  /** Money in the base currency. */
  readonly equity: number;
  /** Gross notional of what is held. */
  readonly exposure: number;
  /**
   * The bar that made the row, by traded symbol and benchmark; null where it did not come from that symbol.
   */
  readonly prices: Readonly<Record<string, Ohlc | null>>;
}
