import type { Slippage } from './terms.js';

/** A price that may slip: for whom, how far at most, and whether a limit order asks. */
export interface Slip {
  readonly buys: boolean;
  readonly price: number;
  /** The bar's high for a buyer, its low for a seller, or a limit before that. */
  readonly bound: number;
  readonly isLimit: boolean;
}

/**
 * A price after slippage, against whoever trades; null where it slips out of bounds and nothing may be done
 * about it, so that the order waits.
 *
 * Source: backtrader 1.9.78.123, `BackBroker._slip_up` and `_slip_down`.
 */
export const slip = (
  { rate, points, match, limitMatch, beyond }: Slippage,
  { buys, price, bound, isLimit }: Slip,
): number | null => {
  if (rate === 0 && points === 0) return price;
  const byPoints = buys ? price + points : price - points;
  const slipped = rate === 0 ? byPoints : price * (buys ? 1 + rate : 1 - rate);
  if (buys ? slipped <= bound : slipped >= bound) return slipped;
  if (!match && !(isLimit && limitMatch)) return null;
  return beyond ? slipped : bound;
};
