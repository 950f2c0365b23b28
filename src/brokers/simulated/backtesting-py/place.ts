import type { Outcome } from '../../../domain/journal.js';
import type { Order, OrderChange } from '../../../domain/order.js';
import { type End, ended } from '../ended.js';
import { isBracketInOrder } from '../laws/bracket-order.js';
import { orderSaid } from '../order-said.js';
import type { BrokerEvent } from '../simulated-broker.js';
import { type Desk, isWhole, knownPrice } from './desk.js';
import { houseClose } from './house-close.js';
import { signOf, type Ticket, type TicketRole, ticketOf } from './ticket.js';

/** Takes an order into the queue by the rules of its role, or refuses it. */
export const place = (desk: Desk, order: Order, children: readonly Order[]): readonly BrokerEvent[] => {
  const ticket = ticketOf(
    order,
    roleOf(order),
    children.map((child) => ticketOf(child, roleOf(child))),
  );
  ticket.since = desk.context.now();
  const end = refusalOf(desk, ticket);
  if (end) {
    desk.book.put(ticket, 'end');
    return ended(desk.book, ticket, end);
  }
  const displaced = ticket.role === 'entry' ? makeRoom(desk, order) : replaceProtection(desk, ticket);
  desk.book.put(ticket, ticket.role === 'close' || ticket.role === 'stop-loss' ? 'front' : 'end');
  return [...displaced, orderSaid(order.id, 'working')];
};

/** Takes an order back, and with it what waited for it. */
export const cancel = ({ book }: Desk, id: string): readonly BrokerEvent[] => {
  const ticket = book.find(id);
  return ticket ? ended(book, ticket, { state: 'cancelled', code: 'CANCELLED_BY_REQUEST', facts: {} }) : [];
};

/** Changes an order. It stands in the queue then as if it had been taken back and sent anew. */
export const amend = (desk: Desk, id: string, change: OrderChange): readonly BrokerEvent[] => {
  const { book, context } = desk;
  const ticket = book.find(id);
  if (!ticket) return [];
  const waits = ticket.lot === null && ticket.role !== 'entry';
  const state = waits ? 'pending' : 'working';
  const flaw = change.quantity === undefined ? null : partOfUnit(desk, change.quantity);
  if (flaw) return [orderSaid(id, state, flaw)];
  const fraction = change.quantity === undefined ? ticket.order.fraction : null;
  ticket.order = { ...ticket.order, ...change, fraction };
  ticket.since = context.now();
  if (!waits) book.put(ticket, ticket.role === 'close' || ticket.role === 'stop-loss' ? 'front' : 'end');
  const why = { code: 'AMENDED', facts: { ...change } } as const;
  return [{ ...orderSaid(id, state, why), change }];
};

const roleOf = ({ role, lot, stopPrice, limitPrice }: Order): TicketRole => {
  if (role === 'stop-loss' || role === 'take-profit') return role;
  if (lot === null) return 'entry';
  if (stopPrice !== null) return 'stop-loss';
  return limitPrice === null ? 'close' : 'take-profit';
};

const refusalOf = (desk: Desk, ticket: Ticket): End | null => {
  const { timeInForce, oco, lot, pipeline, side, quantity } = ticket.order;
  const flaw =
    timeInForce !== 'gtc' && timeInForce !== 'day'
      ? unsupported(`time in force ${timeInForce}`)
      : quantity === null
        ? null
        : partOfUnit(desk, quantity);
  if (flaw) return { state: 'rejected', ...flaw };
  if (ticket.role === 'entry') {
    return oco === null ? bracketFault(desk, ticket) : { state: 'rejected', ...unsupported('groups (oco)') };
  }
  const held = desk.context.portfolio.lots(pipeline).find(({ id }) => id === lot)?.quantity;
  if (held === undefined) return { state: 'rejected', code: 'LOT_UNKNOWN', facts: { lot } };
  const closes = held > 0 ? side === 'sell' : side === 'buy';
  return closes ? null : { state: 'rejected', code: 'REDUCE_ONLY', facts: { quantity, held } };
};

const unsupported = (what: string): Outcome => ({
  code: 'RULES_UNSUPPORTED',
  facts: { rules: 'backtesting.py', what },
});

/** That engine asserts whole units; rounding them in silence would hold something else than was wished. */
const partOfUnit = ({ terms }: Desk, quantity: number): Outcome | null =>
  isWhole(terms, quantity) ? null : unsupported(`quantity ${quantity} in units of ${terms.unit}`);

/** A long order needs stop-loss < entry < take-profit, a short one the mirror. */
const bracketFault = (desk: Desk, { order, children }: Ticket): End | null => {
  const stopLoss = children.find(({ role }) => role === 'stop-loss')?.order.stopPrice ?? null;
  const takeProfit = children.find(({ role }) => role === 'take-profit')?.order.limitPrice ?? null;
  if (stopLoss === null && takeProfit === null) return null;
  const { unit } = desk.terms;
  const sign = signOf(order);
  const entry = expectedEntry(desk, order);
  // Before the first price nobody can say whether a market order's bracket is in order.
  if (entry === undefined) return null;
  const scaled = (price: number | null): number | null => (price === null ? null : price * unit);
  const bracket = { entry, stopLoss: scaled(stopLoss), takeProfit: scaled(takeProfit) };
  if (isBracketInOrder(bracket, sign)) return null;
  const facts = { stopLoss, entry: entry / unit, takeProfit };
  return { state: 'rejected', code: 'BRACKET_INCONSISTENT', facts };
};

/**
 * Per unit: the price an order names, else the newest close with the spread on top; unknown before the first.
 */
const expectedEntry = (desk: Desk, order: Order): number | undefined => {
  const named = order.limitPrice ?? order.stopPrice;
  if (named !== null) return named * desk.terms.unit;
  const last = knownPrice(desk, order.symbol);
  return last === undefined ? undefined : last * (1 + desk.terms.spread * signOf(order));
};

/** Under `exclusiveOrders` a new order cancels the others of its symbol and closes what is held in it. */
const makeRoom = (desk: Desk, { pipeline, symbol }: Order): readonly BrokerEvent[] => {
  if (!desk.terms.exclusiveOrders) return [];
  const end: End = { state: 'cancelled', code: 'CANCELLED_EXCLUSIVE', facts: {} };
  const lots = desk.context.portfolio.lots(pipeline, symbol);
  const older = desk.book.queue(pipeline).filter(({ order }) => order.symbol === symbol);
  return [
    ...givingWay(older).flatMap((ticket) => ended(desk.book, ticket, end)),
    ...lots.map((lot) => houseClose(desk, lot, 'broker.exclusiveOrders')),
  ];
};

/**
 * Entries and plain closes give way to a new order, protective orders do not. The engine that
 * is followed here takes them out of the list it goes over, and so passes by the one behind
 * each: an observed fact of 0.6.6.
 */
const givingWay = (queue: readonly Ticket[]): readonly Ticket[] => {
  let cancelledBefore = false;
  return queue.filter(({ role }) => {
    cancelledBefore = !cancelledBefore && (role === 'entry' || role === 'close');
    return cancelledBefore;
  });
};

/** A lot has one stop-loss and one take-profit: a new one takes the place of the old. */
const replaceProtection = ({ book }: Desk, { role, lot, order }: Ticket): readonly BrokerEvent[] => {
  if (role === 'close') return [];
  const old = book.queue(order.pipeline).filter((ticket) => ticket.role === role && ticket.lot === lot);
  const end: End = { state: 'cancelled', code: 'CANCELLED_BY_REQUEST', facts: { replacedBy: order.id } };
  return old.flatMap((ticket) => ended(book, ticket, end));
};
