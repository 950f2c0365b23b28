import type { OrderChange } from './order.js';

/** What a change of an order says in the units and prices after a split of `ratio` new for one old. */
export const splitChange = (change: OrderChange, ratio: number): OrderChange => ({
  ...change,
  ...(change.quantity === undefined ? {} : { quantity: Number((change.quantity * ratio).toPrecision(12)) }),
  ...(change.limitPrice === undefined ? {} : { limitPrice: change.limitPrice / ratio }),
  ...(change.stopPrice === undefined ? {} : { stopPrice: change.stopPrice / ratio }),
});
