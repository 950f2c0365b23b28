import type { Order, OrderChange } from '../../../domain/order.js';
import { splitChange } from '../../../domain/split-change.js';
import { wholeLots } from '../../../domain/whole-lots.js';
import type { End } from '../ended.js';
import { withHalf } from '../laws/asked-price.js';
import { isBracketInOrder } from '../laws/bracket-order.js';
import { orderSaid } from '../order-said.js';
import type { BrokerEvent } from '../simulated-broker.js';
import type { Desk } from './desk.js';
import { shortOf } from './fill.js';
import { leave } from './leave.js';
import { restOf, signOf, stateOf, type Ticket, ticketOf } from './ticket.js';

/** Takes an order in, or refuses it: by its lot, by its bracket, by buying power. */
export const place = (desk: Desk, order: Order, children: readonly Order[]): readonly BrokerEvent[] => {
  const brood = children.map((child) => ({ ...ticketOf(child, untilOf(desk, child)), asleep: true }));
  const ticket = ticketOf(order, untilOf(desk, order), brood);
  ticket.since = desk.context.now();
  desk.book.put(ticket);
  const end = refusalOf(desk, ticket);
  return end ? leave(desk, ticket, end) : [orderSaid(order.id, 'working')];
};

/** Takes an order back. */
export const cancel = (desk: Desk, id: string): readonly BrokerEvent[] => {
  const ticket = desk.book.find(id);
  return ticket ? leave(desk, ticket, { state: 'cancelled', code: 'CANCELLED_BY_REQUEST', facts: {} }) : [];
};

/** Changes an order, which loses its place in the line; one that has filled as much already ends. */
export const amend = (desk: Desk, id: string, asked: OrderChange): readonly BrokerEvent[] => {
  const ticket = desk.book.find(id);
  if (!ticket) return [];
  const change = inNewUnits(desk, ticket, asked);
  ticket.order = { ...ticket.order, ...change };
  ticket.since = desk.context.now();
  ticket.rests = false;
  desk.book.requeue(ticket);
  const said = orderSaid(id, stateOf(ticket), { code: 'AMENDED', facts: { ...change } });
  const told: BrokerEvent = { ...said, change };
  if (restOf(ticket) > 0) return [told];
  const facts = { filled: ticket.filled };
  return [told, ...leave(desk, ticket, { state: 'cancelled', code: 'CANCELLED_REMAINDER', facts })];
};

/** A change that was on its way over a split says what it says in the units and prices before it. */
const inNewUnits = ({ context }: Desk, ticket: Ticket, change: OrderChange): OrderChange => {
  const said = context.now();
  const ratio = ticket.splits.reduce((product, { at, value }) => (at > said ? product * value : product), 1);
  if (ratio === 1) return change;
  const moved = splitChange(change, ratio);
  if (moved.quantity === undefined || ticket.lots) return moved;
  const { lotSize } = context.instrument(ticket.order.symbol);
  const left = wholeLots(Math.max(0, moved.quantity - ticket.filled), lotSize);
  return { ...moved, quantity: Number((ticket.filled + left).toPrecision(12)) };
};

/** When an order ends by itself. */
const untilOf = ({ context }: Desk, { timeInForce, symbol, at, expiresAt }: Order): number => {
  if (timeInForce === 'day') return context.sessionEnd(symbol, at);
  return timeInForce === 'gtd' ? (expiresAt ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
};

const refusalOf = (desk: Desk, ticket: Ticket): End | null => {
  const { lot, pipeline, side, quantity } = ticket.order;
  if (quantity === null) {
    const facts = { rules: 'realistic', what: 'fraction: it knows quantities only' };
    return { state: 'rejected', code: 'RULES_UNSUPPORTED', facts };
  }
  if (lot === null) return bracketFault(desk, ticket) ?? powerFault(desk, ticket);
  const held = desk.context.portfolio.lots(pipeline).find(({ id }) => id === lot)?.quantity;
  if (held === undefined) return { state: 'rejected', code: 'LOT_UNKNOWN', facts: { lot } };
  const closes = held > 0 ? side === 'sell' : side === 'buy';
  return closes ? null : { state: 'rejected', code: 'REDUCE_ONLY', facts: { quantity, held } };
};

const bracketFault = (desk: Desk, ticket: Ticket): End | null => {
  // A stop-limit may fill at its stop already.
  const entry = ticket.order.stopPrice ?? expectedPrice(desk, ticket);
  if (entry === undefined) return null;
  const exit = (role: Order['role']) => ticket.children.find(({ order }) => order.role === role)?.order;
  const stopLoss = exit('stop-loss')?.stopPrice ?? null;
  const takeProfit = exit('take-profit')?.limitPrice ?? null;
  if (isBracketInOrder({ entry, stopLoss, takeProfit }, signOf(ticket))) return null;
  return { state: 'rejected', code: 'BRACKET_INCONSISTENT', facts: { stopLoss, entry, takeProfit } };
};

const powerFault = (desk: Desk, ticket: Ticket): End | null => {
  const price = expectedPrice(desk, ticket);
  if (price === undefined || ticket.order.reduceOnly) return null;
  const facts = shortOf(desk, ticket, { quantity: restOf(ticket), price, seen: null });
  return facts && { state: 'rejected', code: 'BUYING_POWER_SHORT', facts };
};

/**
 * What an order will pay as far as anybody can say before the next row; undefined before the first price.
 */
const expectedPrice = ({ context, settings }: Desk, { order }: Ticket): number | undefined => {
  const { symbol, side, limitPrice, stopPrice } = order;
  const named = limitPrice ?? stopPrice;
  if (named !== null) return named;
  const bid = context.market.bid(symbol);
  const ask = context.market.ask(symbol);
  if (bid !== undefined && ask !== undefined) return side === 'buy' ? Math.max(bid, ask) : Math.min(bid, ask);
  const last = context.market.last(symbol);
  return last === undefined ? undefined : withHalf(side, last, settings.spreadBps / 20_000);
};
