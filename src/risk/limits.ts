/** The limits of config.risk; null where none is set. Quantities in units, notionals in the base currency. */
export interface Limits {
  readonly maxOrderQuantity: number | null;
  readonly maxOrderNotional: number | null;
  readonly maxPositionQuantity: number | null;
  readonly maxGrossNotional: number | null;
  readonly maxNetNotional: number | null;
  readonly maxOpenOrders: number | null;
  readonly maxOrdersPerMinute: number | null;
  readonly collarBps: number | null;
  readonly maxDailyLossPct: number | null;
  readonly maxDrawdownPct: number | null;
  /** Symbols that may be traded; null: all. */
  readonly symbols: readonly string[] | null;
  /** Orders are accepted only while the symbol's session is open. */
  readonly sessionOnly: boolean;
}
