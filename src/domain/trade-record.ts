/** A lot, or a part of one, that was closed: first in, first out. Money in the base currency. */
export interface TradeRecord {
  readonly pipeline: string;
  readonly symbol: string;
  /** Signed: a short trade is negative. */
  readonly quantity: number;
  /** The fills' own times, epoch milliseconds. */
  readonly entryAt: number;
  readonly exitAt: number;
  /** The pipeline's own bars of that symbol, from 0. */
  readonly entryBar: number | null;
  readonly exitBar: number | null;
  readonly entryPrice: number;
  readonly exitPrice: number;
  /** After both commissions. */
  readonly pnl: number;
  readonly commission: number;
  readonly returnPct: number;
  readonly because: string;
}
