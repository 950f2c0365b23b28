import type { OrderRecord } from '../domain/journal.js';
import type { Order } from '../domain/order.js';
import { withoutNoise } from './without-noise.js';

/** What is known of orders that still work, besides their records. */
export interface OrdersLeft {
  /** Those of one pipeline, oldest first. */
  readonly records: readonly OrderRecord[];
  /** Open lots that the fills of an order have opened. */
  readonly lotsOf: (order: string) => number;
  /** Whether somebody had taken it back and its broker had not said so yet. */
  readonly isLeaving: (order: string) => boolean;
}

/** Orders as they go on in another segment, and those of them that do not go on for long. */
export interface OrdersCarried {
  readonly orders: readonly Order[];
  readonly cancels: readonly string[];
}

/**
 * An order goes on for what is left of it, with the changes that were approved. The rest of an entry whose
 * exits are at work already is taken back: they could not grow with it.
 */
export const carriedOrders = ({ records, lotsOf, isLeaving }: OrdersLeft): OrdersCarried => {
  const orders = records.map((record) => leftOf(record, lotsOf));
  const entries = new Set(
    records.flatMap(({ order: { parent, lot } }) => (lot !== null && parent !== null ? [parent] : [])),
  );
  return {
    orders,
    cancels: orders.flatMap(({ id }) => (isLeaving(id) || entries.has(id) ? [id] : [])),
  };
};

const leftOf = ({ order, filled, changes }: OrderRecord, lotsOf: OrdersLeft['lotsOf']): Order => {
  const changed = changes.reduce<Order>((before, { change }) => ({ ...before, ...change }), order);
  const { quantity, parent, lot } = changed;
  const rest = quantity === null ? null : withoutNoise(Math.max(0, quantity - filled));
  // An exit names one lot; of several it closes the oldest first, as far as the position goes.
  const isOfMany = lot !== null && parent !== null && lotsOf(parent) > 1;
  if (isOfMany) return { ...changed, quantity: rest, lot: null, parent: null, reduceOnly: true };
  return { ...changed, quantity: rest };
};
