import type { Facts } from '../../domain/journal.js';
import type { OrderState } from '../../domain/order.js';
import type { OutcomeCode } from '../../domain/outcome-codes.js';
import { orderSaid } from './order-said.js';
import type { BrokerOrder } from './simulated-broker.js';

/** How an order ended, fills aside. */
export interface End {
  readonly state: OrderState;
  readonly code: OutcomeCode | null;
  readonly facts: Facts;
}

interface Ordered {
  readonly order: { readonly id: string };
}

/**
 * A book that takes out an order together with the children that waited for it, and says which those were.
 */
interface Book<T extends Ordered> {
  drop(ticket: T): readonly T[];
}

/**
 * Takes an order out of the book and says so: of the order itself where an end is given, of the children
 * that waited for it always. An order that had left already says nothing.
 */
export const ended = <T extends Ordered>(book: Book<T>, ticket: T, end: End | null): readonly BrokerOrder[] =>
  book.drop(ticket).flatMap((gone) => {
    const { id } = gone.order;
    if (gone !== ticket) {
      return orderSaid(id, 'cancelled', { code: 'CANCELLED_PARENT', facts: { order: ticket.order.id } });
    }
    return end ? orderSaid(id, end.state, end.code && { code: end.code, facts: end.facts }) : [];
  });
