import type { CorporateAction } from '../../../domain/market-event.js';
import type { Order, OrderChange } from '../../../domain/order.js';
import { priceAfter } from '../../../domain/price-after.js';
import { splitChange } from '../../../domain/split-change.js';
import { wholeLots } from '../../../domain/whole-lots.js';
import { orderSaid } from '../order-said.js';
import type { BrokerEvent } from '../simulated-broker.js';
import { type Desk, feeOf } from './desk.js';
import { leave } from './leave.js';
import { restOf, stateOf, type Ticket } from './ticket.js';

/** Smaller dividends move no order. */
const CENT = 0.01;

/**
 * Books a split or a dividend, and lets the orders of the symbol follow it as FINRA Rule 5330 has it.
 *
 * By a split orders grow and their prices are divided, with what is no whole lot left out; a reverse split
 * takes back what names a price, and what is left of a market order. By a dividend of a cent or more limits
 * to buy and stops to sell are lowered, since the price falls by it and nothing has happened; limits to sell
 * and stops to buy stay. Orders keep their place in the line.
 */
export const followAction = (desk: Desk, event: CorporateAction): readonly BrokerEvent[] => {
  const { symbol, action, value, happenedAt } = event;
  const last = desk.context.market.last(symbol);
  const price = last === undefined ? null : priceAfter(last, event);
  const booked: BrokerEvent = { kind: 'action', symbol, action, value, price, happenedAt };
  if (action === 'split') desk.volatility.split(symbol, value);
  const tickets = desk.book.all().filter(({ order }) => order.symbol === symbol);
  return [booked, ...tickets.flatMap((ticket) => followed(desk, ticket, event))];
};

const followed = (desk: Desk, ticket: Ticket, event: CorporateAction): readonly BrokerEvent[] => {
  // It left with its parent.
  if (!desk.book.has(ticket)) return [];
  return event.action === 'split' ? bySplit(desk, ticket, event.value) : byDividend(ticket, event);
};

const bySplit = (desk: Desk, ticket: Ticket, value: number): readonly BrokerEvent[] => {
  const { order } = ticket;
  const { lotSize } = desk.context.instrument(order.symbol);
  const rest = Number((restOf(ticket) * value).toPrecision(12));
  // What closes lots may close parts of them too.
  const left = ticket.lots ? rest : wholeLots(rest, lotSize);
  if (left === 0 || (value < 1 && order.type !== 'market')) {
    return leave(desk, ticket, { state: 'cancelled', code: 'CANCELLED_SPLIT', facts: { value } });
  }
  countAnew(desk, ticket, value);
  ticket.splits.push({ at: desk.context.now(), value });
  const quantity = Number((ticket.filled + left).toPrecision(12));
  const change = { ...splitChange(pricesOf(order), value), quantity };
  return told(ticket, change, { code: 'FOLLOWS_SPLIT', facts: { value } });
};

/** What has filled is counted in new units, and what it has cost as if they had been traded. */
const countAnew = (desk: Desk, ticket: Ticket, value: number): void => {
  const { filled, order } = ticket;
  if (filled === 0) return;
  const { months, context } = desk;
  const { assetClass } = context.instrument(order.symbol);
  ticket.filled = Number((filled * value).toPrecision(12));
  months.add(assetClass, { at: context.now(), quantity: ticket.filled - filled, value: 0 });
  ticket.charged = feeOf(desk, { ...ticket, charged: 0 }, { quantity: 0, price: 0 });
};

const byDividend = (ticket: Ticket, event: CorporateAction): readonly BrokerEvent[] => {
  const { side, stopPrice } = ticket.order;
  const isExempt = side === 'buy' ? stopPrice !== null : stopPrice === null;
  if (isExempt || event.value < CENT) return [];
  const change = Object.fromEntries(
    Object.entries(pricesOf(ticket.order)).map(([name, price]) => [name, priceAfter(price, event)]),
  );
  if (Object.keys(change).length === 0) return [];
  return told(ticket, change, { code: 'FOLLOWS_DIVIDEND', facts: { value: event.value } });
};

const told = (
  ticket: Ticket,
  change: OrderChange,
  why: NonNullable<Parameters<typeof orderSaid>[2]>,
): readonly BrokerEvent[] => {
  ticket.order = { ...ticket.order, ...change };
  return [{ ...orderSaid(ticket.order.id, stateOf(ticket), why), change }];
};

const pricesOf = ({ limitPrice, stopPrice }: Order): { limitPrice?: number; stopPrice?: number } => ({
  ...(limitPrice === null ? {} : { limitPrice }),
  ...(stopPrice === null ? {} : { stopPrice }),
});
