import type { Order } from '../domain/order.js';

/**
 * The most a unit of an order can be worth: no more is paid than a limit allows, but an order far inside the
 * market trades at the market's price and not at its own, and so does a stop that is reached already. Without
 * any price undefined.
 */
export const orderPrice = (
  { side, limitPrice, stopPrice }: Order,
  last: number | undefined,
): number | undefined => {
  const market = last ?? stopPrice ?? limitPrice ?? undefined;
  if (market === undefined) return undefined;
  const buys = side === 'buy';
  const from = stopPrice === null ? market : buys ? Math.max(stopPrice, market) : Math.min(stopPrice, market);
  if (limitPrice === null) return from;
  return buys ? limitPrice : Math.max(limitPrice, from);
};
