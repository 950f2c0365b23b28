import type { OrderState } from '../domain/order.js';

/** Nothing can happen to an order in this state any more. */
export const isOver = (state: OrderState): boolean =>
  state === 'filled' || state === 'cancelled' || state === 'rejected' || state === 'expired';
