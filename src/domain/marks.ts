/**
 * What the account was worth at each instant of a run, as columns; one row an instant. Statistics, drawdown
 * and the loss latches use these instants only, so a report is a fold of journal and marks.
 *
 * Everybody reads them, `MarkColumns` alone writes.
 */
export interface Marks {
  readonly length: number;
  /** Epoch milliseconds, in order. */
  readonly at: Float64Array;
  /** The session of each row in days since 1970-01-01: text only where a person reads it. */
  readonly sessionDay: Int32Array;
  /** Money in the base currency. */
  readonly equity: Float64Array;
  /** Gross notional of what is held. */
  readonly exposure: Float64Array;
  /** By traded symbol and benchmark, in the run's order: the bars that made rows. */
  readonly prices: ReadonlyMap<string, SymbolPrices>;
}

/** The bars of one symbol as columns; a row that did not come from the symbol takes no room here. */
export interface SymbolPrices {
  /** Which row of the marks each bar made, in order. */
  readonly row: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}
