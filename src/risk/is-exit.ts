import type { Order } from '../domain/order.js';

/** An order that may only close: what is held as a whole, or its lot. */
export const isExit = ({ reduceOnly, lot }: Pick<Order, 'reduceOnly' | 'lot'>): boolean =>
  reduceOnly || lot !== null;
