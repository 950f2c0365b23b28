/**
 * The limits of config.risk; null where none is set. Quantities in units, notionals in the base currency with
 * the multiplier. A limit of the account counts the net of all pipelines and, on the side of the order that
 * is asked about, everything at work: exits too, since they may fill first, and of a group (oco) the largest.
 * Such a limit lets pass what makes the account's position smaller without crossing zero.
 */
export interface Limits {
  /** Of one order; an amendment is asked for its new quantity. */
  readonly maxOrderQuantity: number | null;
  /** Of one order, at the most it can be worth. */
  readonly maxOrderNotional: number | null;
  /** Of the account, in one symbol. */
  readonly maxPositionQuantity: number | null;
  /** Of the account: net positions of all symbols, their signs left out. */
  readonly maxGrossNotional: number | null;
  /** Of the account: net positions of all symbols, long and short set off. */
  readonly maxNetNotional: number | null;
  /** Of the account: orders that may still fill, a bracket's exits among them. */
  readonly maxOpenOrders: number | null;
  /** Of the account: orders and amendments that were sent; a bracket is one, a cancel none. */
  readonly maxOrdersPerMinute: number | null;
  /** Of one order: how far its limit may be from the last price, or from its stop; a lot's exits aside. */
  readonly collarBps: number | null;
  /** Of the account's equity, from the end of the session before; holds until the next session. */
  readonly maxDailyLossPct: number | null;
  /** Of the account's equity, from its peak; holds for the rest of the run. */
  readonly maxDrawdownPct: number | null;
  /** Of one order: symbols that may be traded; null: all. */
  readonly symbols: readonly string[] | null;
  /** Of one order: it is accepted only while the symbol's session is open. */
  readonly sessionOnly: boolean;
}
