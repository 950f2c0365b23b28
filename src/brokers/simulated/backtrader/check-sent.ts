import { orderSaid } from '../order-said.js';
import type { BrokerEvent } from '../simulated-broker.js';
import { positionIn } from './account.js';
import { type Book, type Desk, schemeIn } from './desk.js';
import { leave } from './leave.js';
import type { Position } from './position.js';
import type { Ticket } from './ticket.js';
import { tried } from './trade.js';

/**
 * Holds the orders sent since the last bar against the cash, as if each filled at its own price, one after
 * the other; who leaves it below 0 is refused, and those behind start from that cash all the same.
 *
 * Source: backtrader 1.9.78.123, `BackBroker.check_submitted`.
 */
export function* checkSent(desk: Desk, book: Book, until: number): Generator<BrokerEvent> {
  let { cash } = book.account;
  const positions = new Map<string, Position>();
  for (const ticket of book.orders.takeSent(until)) {
    const { symbol, id } = ticket.order;
    if (isOrphan(ticket)) {
      const why = { code: 'CANCELLED_PARENT', facts: { order: ticket.bracket.parent } } as const;
      yield orderSaid(id, 'rejected', why);
      continue;
    }
    const held = positions.get(symbol) ?? positionIn(book.account, symbol);
    const after = tried(schemeIn(desk, symbol), cash, { held, size: ticket.size, price: ticket.price });
    const facts = { needed: cash - after.cash, available: cash };
    cash = after.cash;
    positions.set(symbol, after.position);
    if (cash >= 0) yield* toWork(book, ticket);
    else yield* leave(book, ticket, { state: 'rejected', code: 'BUYING_POWER_SHORT', facts });
  }
}

/** An order begins to work; a child goes on waiting for its parent. */
export function* toWork({ orders }: Book, ticket: Ticket): Generator<BrokerEvent> {
  orders.work(ticket);
  yield orderSaid(ticket.order.id, ticket.isAsleep ? 'pending' : 'working');
}

const isOrphan = ({ order, bracket }: Ticket): boolean => bracket.isOver && order.id !== bracket.parent;
