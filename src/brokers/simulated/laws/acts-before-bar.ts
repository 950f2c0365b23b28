import type { Bar } from '../../../domain/market-event.js';
import type { Order } from '../../../domain/order.js';

/**
 * Whether a cancel or amend takes effect before a bar or after it. Said at the bar's start or earlier, before
 * it; said later, the open is past and nobody knows what of the range, so the order meets the bar as it was.
 * Only an order that waits for the bar's close alone (accepted inside the bar, or `close`) is surely still
 * there to be changed, unless the close is past as well.
 *
 *     bar        [start.............end]
 *     change   ▲       ▲             ▲
 *              before  after; before after
 *                      if it waits
 *                      for the close
 *
 * Source: this project's design, "Inside a bar", read for changes as for orders.
 */
export const actsBeforeBar = (
  bar: Pick<Bar, 'start' | 'at'>,
  order: Pick<Order, 'at' | 'timeInForce'>,
  changedAt: number,
): boolean => {
  if (changedAt <= bar.start) return true;
  const waitsForClose = order.at > bar.start || order.timeInForce === 'close';
  return waitsForClose && changedAt < bar.at;
};
