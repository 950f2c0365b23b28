import type { Command, Order } from '../domain/order.js';
import { type Approved, approve } from './approved.js';

/**
 * Orders that an earlier segment of the run left at work: they passed risk there, and what was approved still
 * holds. Exits that wait for their entry go with it.
 */
export const readmit = (orders: readonly Order[]): readonly Approved<Command>[] => {
  const ids = new Set(orders.map(({ id }) => id));
  const waits = ({ parent, lot }: Order): boolean => parent !== null && lot === null && ids.has(parent);
  return orders
    .filter((order) => !waits(order))
    .map((order) => {
      const children = orders.filter((other) => waits(other) && other.parent === order.id);
      return approve({ kind: 'place', order, children } as const);
    });
};
