import type { Outcome } from '../../../domain/journal.js';
import type { Order } from '../../../domain/order.js';
import { orderSaid } from '../order-said.js';
import type { BrokerEvent } from '../simulated-broker.js';
import { toWork } from './check-sent.js';
import { bookOf, type Desk, schemeIn } from './desk.js';
import { leave } from './leave.js';
import { type Bracket, executionOf, type Made, type Ticket } from './ticket.js';

const NAME = 'backtrader';

/** Takes an order and its children in until the next bar checks them, or refuses them all. */
export const place = (desk: Desk, order: Order, children: readonly Order[]): readonly BrokerEvent[] => {
  const all = [order, ...children];
  const made = desk.bars.get(order.symbol);
  const flaw = all.map((one) => flawOf(desk, one)).find((one) => one !== null);
  if (flaw || !made) {
    const why = flaw ?? { code: 'PRICE_UNKNOWN', facts: { symbol: order.symbol } };
    return all.map(({ id }) => orderSaid(id, 'rejected', why));
  }
  const book = bookOf(desk, order.pipeline);
  const bracket: Bracket = { parent: order.id, members: [], isOver: false };
  bracket.members = all.map((one) => {
    const group = book.orders.group(one === order ? one.oco : null);
    const ticket = { ...ticketOf(one, made), bracket, group };
    group.members = [...group.members, ticket];
    return ticket;
  });
  if (!desk.terms.checkSubmit) return bracket.members.flatMap((ticket) => [...toWork(book, ticket)]);
  for (const ticket of bracket.members) book.orders.send(ticket);
  return all.map(({ id }) => orderSaid(id, 'pending'));
};

/**
 * Takes an order back, its bracket and its group with it. One that no bar has checked yet cannot be taken
 * back, as in that engine.
 */
export const cancel = (desk: Desk, { id, pipeline, symbol }: Order): readonly BrokerEvent[] => {
  const book = bookOf(desk, pipeline);
  const ticket = book.orders.find(id);
  if (!ticket) {
    const { code, facts } = unsupported('cancel an order before a bar has come');
    return [{ kind: 'notice', pipeline, symbol, code, facts: { ...facts, order: id } }];
  }
  book.orders.drop(ticket);
  return [...leave(book, ticket, { state: 'cancelled', code: 'CANCELLED_BY_REQUEST', facts: {} })];
};

/** Refuses to change an order: that engine has no such thing. */
export const amend = ({ context }: Desk, id: string): readonly BrokerEvent[] => {
  const state = context.portfolio.order(id)?.state ?? 'working';
  return [orderSaid(id, state, unsupported('amend: cancel it and send it anew'))];
};

const ticketOf = (order: Order, { close, at, sessionDate }: Made): Omit<Ticket, 'bracket' | 'group'> => ({
  order,
  execution: executionOf(order),
  size: (order.quantity ?? 0) * (order.side === 'buy' ? 1 : -1),
  made: { close, at, sessionDate },
  price: order.stopPrice ?? order.limitPrice ?? close,
  isAsleep: order.parent !== null,
  isTriggered: false,
  closeSoFar: null,
});

const flawOf = (desk: Desk, order: Order): Outcome | null => {
  const { timeInForce, type, lot, parent, role, reduceOnly, quantity, symbol } = order;
  const { isFuture, margin, multiplier } = schemeIn(desk, symbol);
  if (quantity === null) return unsupported('fraction: it knows quantities only');
  if (timeInForce === 'ioc' || timeInForce === 'fok' || timeInForce === 'open') {
    return unsupported(`time in force ${timeInForce}`);
  }
  if (timeInForce === 'close' && type !== 'market') return unsupported(`time in force close of a ${type}`);
  if (lot !== null) return unsupported('lot: a position is one thing');
  if (reduceOnly && role === 'submit' && parent === null) return unsupported('reduceOnly');
  if (!isFuture && margin !== null) return unsupported('margin of an instrument that is settled in cash');
  return !isFuture && multiplier !== 1 ? unsupported(`multiplier ${multiplier} settled in cash`) : null;
};

const unsupported = (what: string): Outcome => ({
  code: 'RULES_UNSUPPORTED',
  facts: { rules: NAME, what },
});
