import type { Ohlc } from './market-event.js';

/** One row of `Marks` as a person reads it: what the account was worth at an instant. */
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
