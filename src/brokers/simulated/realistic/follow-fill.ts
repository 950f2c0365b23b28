import type { OrderChange } from '../../../domain/order.js';
import { orderSaid } from '../order-said.js';
import type { BrokerEvent } from '../simulated-broker.js';
import { type Desk, lotsOf, unitsOf } from './desk.js';
import { leave, lotsGone } from './leave.js';
import { restOf, type Ticket } from './ticket.js';

/** A lot that a fill opened, and from when on its protection may fill. */
export interface Opened {
  readonly lot: string;
  readonly since: number;
}

/** Wakes the children of an order for a lot that it opened, each for as much as there is to protect. */
export function* wakeChildren(desk: Desk, parent: Ticket, { lot, since }: Opened): Generator<BrokerEvent> {
  for (const child of parent.children.filter((one) => desk.book.has(one))) {
    const first = child.asleep;
    child.lots = [...(child.lots ?? []), lot];
    if (first) desk.book.wake(child, since);
    const change = resized(child, child.filled + unitsOf(lotsOf(desk, child)));
    const said = orderSaid(
      child.order.id,
      'working',
      first ? null : { code: 'AMENDED', facts: { ...change } },
    );
    yield { ...said, facts: { ...said.facts, lot }, change };
  }
}

/** After a fill: its group ends, and orders on lots that are smaller or gone follow them. */
export function* followFill(desk: Desk, ticket: Ticket): Generator<BrokerEvent> {
  yield* endGroup(desk, ticket);
  for (const other of desk.book.all()) {
    if (other.order.pipeline !== ticket.order.pipeline || !other.lots || !desk.book.has(other)) continue;
    const left = unitsOf(lotsOf(desk, other));
    if (left === 0 && !mayGrow(desk, other)) {
      yield* leave(desk, other, lotsGone(other));
    } else if (restOf(other) > left) {
      const change = resized(other, other.filled + left);
      const said = orderSaid(other.order.id, stateOf(other), { code: 'AMENDED', facts: { ...change } });
      yield { ...said, change };
    }
  }
}

/**
 * One order of a group has filled: the others are cancelled at once. Exits are not before it has filled
 * wholly, since the part that is left still needs both.
 */
function* endGroup(desk: Desk, { order }: Ticket): Generator<BrokerEvent> {
  if (order.oco === null) return;
  const isOver = desk.book.find(order.id) === undefined;
  for (const other of desk.book.all()) {
    const { oco, pipeline } = other.order;
    if (oco !== order.oco || pipeline !== order.pipeline || other.order.id === order.id) continue;
    if (isExit(other) && !isOver) continue;
    const facts = { order: order.id };
    yield* leave(desk, other, { state: 'cancelled', code: 'CANCELLED_OCO', facts });
  }
}

const isExit = ({ order: { parent, lot, reduceOnly } }: Ticket): boolean =>
  parent !== null || lot !== null || reduceOnly;

/** Its parent may still open lots for it to protect. */
export const mayGrow = ({ book }: Desk, { order }: Ticket): boolean =>
  order.parent !== null && book.find(order.parent) !== undefined;

const resized = (ticket: Ticket, quantity: number): OrderChange => {
  ticket.order = { ...ticket.order, quantity };
  return { quantity };
};

const stateOf = ({ filled }: Ticket): 'partial' | 'working' => (filled > 0 ? 'partial' : 'working');
