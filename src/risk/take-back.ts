import type { Command, Order } from '../domain/order.js';
import { type Approved, approve } from './approved.js';

/** Cancels of working orders: what takes risk away needs nobody's leave. */
export const takeBack = (orders: readonly Pick<Order, 'id'>[]): readonly Approved<Command>[] =>
  orders.map(({ id }) => approve({ kind: 'cancel', order: id } as const));
