import type { PriceAnswer } from '../laws/asked-price.js';
import { orderSaid } from '../order-said.js';
import type { BrokerEvent } from '../simulated-broker.js';
import type { Desk } from './desk.js';
import type { Ticket } from './ticket.js';

/** Keeps in mind that a stop was reached, and says so where the order goes on waiting with its limit. */
export function* offered(
  { book }: Desk,
  ticket: Ticket,
  { hit, price }: PriceAnswer,
): Generator<BrokerEvent> {
  if (!hit || ticket.hit) return;
  ticket.hit = true;
  const { id, stopPrice } = ticket.order;
  if (price === null && book.has(ticket)) {
    yield orderSaid(id, 'working', { code: 'STOP_TRIGGERED', facts: { stopPrice } });
  }
}
