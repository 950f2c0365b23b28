import type { OutcomeCode } from '../../../domain/outcome-codes.js';
import type { End } from '../ended.js';
import { orderSaid } from '../order-said.js';
import type { BrokerOrder } from '../simulated-broker.js';
import type { Book } from './desk.js';
import type { Ticket } from './ticket.js';

/** Says how an order ended that is out of work already, and what that takes along: its group, its bracket. */
export function* leave(book: Book, ticket: Ticket, { state, code, facts }: End): Generator<BrokerOrder> {
  yield orderSaid(ticket.order.id, state, code && { code, facts });
  yield* endGroup(book, ticket);
  yield* endBracket(book, ticket);
}

/** The first of a group that ends takes the others along, as far as they are at work. */
export function* endGroup({ orders }: Book, ticket: Ticket): Generator<BrokerOrder> {
  const { members } = ticket.group;
  // Who joins later begins a group of that name anew.
  ticket.group.members = [];
  for (const other of orders.working.toReversed()) {
    if (other !== ticket && members.includes(other) && orders.drop(other)) {
      yield cancelled(other, 'CANCELLED_OCO', ticket);
    }
  }
}

/**
 * A bracket is over for all of its members: whichever is taken back, refused, out of time or the first
 * child to fill takes the others along, a parent that works still among them.
 */
export function* endBracket(book: Book, ticket: Ticket): Generator<BrokerOrder> {
  const { bracket } = ticket;
  const members = bracket.members;
  bracket.members = [];
  bracket.isOver = true;
  for (const other of members) {
    if (!book.orders.drop(other)) continue;
    yield cancelled(other, ticket.order.id === bracket.parent ? 'CANCELLED_PARENT' : 'CANCELLED_OCO', ticket);
    yield* endGroup(book, other);
  }
}

const cancelled = (ticket: Ticket, code: OutcomeCode, by: Ticket): BrokerOrder =>
  orderSaid(ticket.order.id, 'cancelled', { code, facts: { order: by.order.id } });
