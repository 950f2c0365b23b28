import { type End, ended } from '../ended.js';
import type { BrokerEvent } from '../simulated-broker.js';
import { type Desk, lotsOf } from './desk.js';
import { restOf, type Ticket } from './ticket.js';

/** An order leaves: with it the children that wait for it, and those that have nothing left to protect. */
export const leave = (desk: Desk, ticket: Ticket, end: End | null): readonly BrokerEvent[] => {
  const left = ended(desk.book, ticket, end);
  // While one of its fills is being booked its children may be about to wake; they are asked right after.
  if (ticket.filling) return left;
  return [...left, ...ticket.children.flatMap((child) => leaveIdle(desk, ticket, child))];
};

const leaveIdle = (desk: Desk, { order }: Ticket, child: Ticket): readonly BrokerEvent[] => {
  if (child.asleep) {
    const facts = { order: order.id };
    return ended(desk.book, child, { state: 'cancelled', code: 'CANCELLED_PARENT', facts });
  }
  return lotsOf(desk, child).length === 0 ? ended(desk.book, child, lotsGone(child)) : [];
};

/** How an order ends whose lots are closed: filled, where it closed as much as it was to close. */
export const lotsGone = (ticket: Ticket): End =>
  spent(ticket) ?? {
    state: 'cancelled',
    code: 'CANCELLED_LOT_CLOSED',
    facts: { lot: ticket.lots?.at(-1) ?? null },
  };

const spent = (ticket: Ticket): End | null =>
  ticket.filled > 0 && restOf(ticket) === 0 ? { state: 'filled', code: null, facts: {} } : null;
