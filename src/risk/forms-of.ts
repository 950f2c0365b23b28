import type { OrderRecord } from '../domain/journal.js';
import type { Order } from '../domain/order.js';

/**
 * An order in every form in which it may still fill: as it stands, and as each change on its way makes it,
 * oldest first. The last is what its pipeline wants it to be.
 */
export const formsOf = ({ order, changes }: OrderRecord): readonly [Order, ...Order[]] => {
  let newest = order;
  const later = changes.map(({ change }) => {
    newest = { ...newest, ...change };
    return newest;
  });
  return [order, ...later];
};
