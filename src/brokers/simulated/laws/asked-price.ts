import type { Ohlc } from '../../../domain/market-event.js';
import type { Side } from '../../../domain/order.js';

/** What an order asks of a price: nothing (market), a limit, a stop, or both. */
export interface PriceWish {
  readonly side: Side;
  readonly limit: number | null;
  /** Null once it was reached. */
  readonly stop: number | null;
}

/** What a price did to an order: whether it reached the stop, and at what it fills, if it does. */
export interface PriceAnswer {
  readonly hit: boolean;
  readonly price: number | null;
}

/**
 * An order at one price: a market order pays it, a limit order if it is no worse than the limit. A stop is
 * reached by the price that was seen; what is paid may stand half a spread away from it.
 *
 * Source: FIX order types (OrdType 1 to 4); stops become market orders when reached.
 */
export const atPoint = (
  { side, limit, stop }: PriceWish,
  { seen, paid }: { readonly seen: number; readonly paid: number },
): PriceAnswer => {
  if (stop !== null && (side === 'buy' ? seen < stop : seen > stop)) return NOTHING;
  return { hit: stop !== null, price: isWithin(side, paid, limit) ? paid : null };
};

/**
 * An order in the range of a bar, where nobody knows which price came first, so the worse is taken.
 *
 * - A stop that was touched fills at the stop, or at the open where the bar opened beyond it, half a spread
 *   on top.
 * - A stop-limit fills in the bar that reached its stop only if that price is within the limit.
 * - A limit that the bar opened within fills at the open. A resting one fills at the limit, and only if the
 *   bar traded through it.
 * - A market order needs a point, a range gives it none.
 */
export const insideBar = (
  { side, limit, stop }: PriceWish,
  { open, high, low, half }: Ohlc & { readonly half: number },
): PriceAnswer => {
  const buys = side === 'buy';
  if (stop !== null) {
    if (buys ? high < stop : low > stop) return NOTHING;
    const paid = withHalf(side, buys ? Math.max(open, stop) : Math.min(open, stop), half);
    return { hit: true, price: isWithin(side, paid, limit) ? paid : null };
  }
  if (limit === null) return NOTHING;
  const atOpen = withHalf(side, open, half);
  if (isWithin(side, atOpen, limit)) return { hit: false, price: atOpen };
  return { hit: false, price: isThrough(side, limit, buys ? low : high) ? limit : null };
};

/** The market traded beyond a limit. At a price merely touched, others were first in the queue. */
export const isThrough = (side: Side, limit: number, price: number): boolean =>
  side === 'buy' ? price < limit : price > limit;

/** Half a spread (a rate) on top of a price for a buyer, below it for a seller. */
export const withHalf = (side: Side, price: number, half: number): number =>
  price * (side === 'buy' ? 1 + half : 1 - half);

/** No worse than the limit, if there is one. */
const isWithin = (side: Side, price: number, limit: number | null): boolean =>
  limit === null || (side === 'buy' ? price <= limit : price >= limit);

const NOTHING: PriceAnswer = { hit: false, price: null };
