import type { BrokerEvent } from '../simulated-broker.js';
import type { Desk } from './desk.js';
import { leave } from './leave.js';
import { restOf, type Ticket } from './ticket.js';

/** Ends the orders of which this can be said. */
export function* timeOut(desk: Desk, isOver: (ticket: Ticket) => boolean): Generator<BrokerEvent> {
  for (const ticket of desk.book.all()) {
    if (!desk.book.has(ticket) || !isOver(ticket)) continue;
    const { timeInForce } = ticket.order;
    yield* leave(desk, ticket, { state: 'expired', code: 'EXPIRED_TIME', facts: { timeInForce } });
  }
}

/** After a row: what was to be filled at once, at an open or at a close, had its chance. */
export function* endChances(desk: Desk, symbol: string): Generator<BrokerEvent> {
  for (const ticket of desk.book.awake(symbol)) {
    if (!ticket.met || !desk.book.has(ticket)) continue;
    const { timeInForce } = ticket.order;
    if (timeInForce === 'ioc' || timeInForce === 'fok') {
      const facts = { remaining: restOf(ticket) };
      yield* leave(desk, ticket, { state: 'cancelled', code: 'CANCELLED_REMAINDER', facts });
    } else if (timeInForce === 'open' || timeInForce === 'close') {
      yield* leave(desk, ticket, { state: 'expired', code: 'EXPIRED_TIME', facts: { timeInForce } });
    }
  }
}
