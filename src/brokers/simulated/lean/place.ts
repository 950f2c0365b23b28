import { everyMs } from '../../../domain/every.js';
import type { Outcome } from '../../../domain/journal.js';
import type { Bar } from '../../../domain/market-event.js';
import type { Order, OrderChange } from '../../../domain/order.js';
import { orderSaid } from '../order-said.js';
import type { BrokerEvent } from '../simulated-broker.js';
import { type Desk, shortOf } from './desk.js';
import type { Execution, Ticket } from './ticket.js';

const DAY_MS = 86_400_000;
/** A market order for the close must be there this long before it (`MarketOnCloseOrder`). */
const BEFORE_CLOSE_MS = 15.5 * 60_000;

/** Takes an order in, or refuses it: by what the rules cannot do, by buying power. */
export const place = (desk: Desk, order: Order, children: readonly Order[]): readonly BrokerEvent[] => {
  const made = madeAt(desk, order);
  const flaw = children.length > 0 ? unsupported('brackets') : flawOf(desk, order);
  if (flaw || !made) {
    const why = flaw ?? { code: 'PRICE_UNKNOWN', facts: { symbol: order.symbol } };
    return [order, ...children].map(({ id }) => orderSaid(id, 'rejected', why));
  }
  const execution = executionOf(desk, order, made);
  const ticket: Ticket = { order, execution, made, since: desk.context.now(), isTriggered: false };
  const facts = shortOf(desk, ticket);
  if (facts) return [orderSaid(order.id, 'rejected', { code: 'BUYING_POWER_SHORT', facts })];
  desk.tickets = [...desk.tickets, ticket];
  return [orderSaid(order.id, 'working')];
};

/** Takes an order back, unless it has filled at once already. */
export const cancel = (desk: Desk, id: string): readonly BrokerEvent[] => {
  const ticket = desk.tickets.find(({ order }) => order.id === id);
  if (ticket?.execution === 'at-once') return [tooLate(ticket, 'cancel')];
  return drop(desk, id) ? [orderSaid(id, 'cancelled', { code: 'CANCELLED_BY_REQUEST', facts: {} })] : [];
};

/** Changes an order; it keeps its place, and what it missed before is missed. */
export const amend = (desk: Desk, id: string, change: OrderChange): readonly BrokerEvent[] => {
  const ticket = desk.tickets.find(({ order }) => order.id === id);
  if (!ticket) return [];
  if (ticket.execution === 'at-once') return [tooLate(ticket, 'amend')];
  ticket.order = { ...ticket.order, ...change };
  ticket.since = desk.context.now();
  return [{ ...orderSaid(id, 'working', { code: 'AMENDED', facts: { ...change } }), change }];
};

/** Takes an order out of work; false where it was not at work. */
export const drop = (desk: Desk, id: string): boolean => {
  const left = desk.tickets.filter(({ order }) => order.id !== id);
  const found = left.length < desk.tickets.length;
  desk.tickets = left;
  return found;
};

const tooLate = ({ order: { id, pipeline, symbol } }: Ticket, change: 'cancel' | 'amend'): BrokerEvent => ({
  kind: 'notice',
  pipeline,
  symbol,
  code: 'CHANGE_TOO_LATE',
  facts: { order: id, change },
});

/** The newest bar that was over when an order was made. */
const madeAt = ({ bars }: Desk, { symbol, at }: Order): Bar | null => {
  const known = bars.get(symbol);
  if (!known) return null;
  return known.bar.at <= at ? known.bar : known.before;
};

/**
 * A market order fills at once where the market is open. Outside its hours, and on bars of a day or longer,
 * which end with the session, it waits for the next open; what trades around the clock is always open.
 *
 * Source: LEAN, commit 2486390, `QCAlgorithm.MarketOrder`: orders out of hours and on daily data are turned
 * into market-on-open ones.
 */
const executionOf = ({ context }: Desk, order: Order, made: Bar): Execution => {
  const { type, timeInForce, symbol, at } = order;
  if (type !== 'market') return type;
  if (timeInForce === 'open' || timeInForce === 'close') return timeInForce;
  const { assetClass } = context.instrument(symbol);
  if (assetClass === 'forex' || assetClass === 'crypto') return 'at-once';
  // At the instant of the close the market is shut already.
  const isOpen = context.inSession(symbol, at) && context.inSession(symbol, at + 1);
  return isOpen && everyMs(made.every) < DAY_MS ? 'at-once' : 'open';
};

const flawOf = ({ context }: Desk, order: Order): Outcome | null => {
  const { timeInForce, type, lot, role, reduceOnly, quantity, symbol, oco, at } = order;
  if (quantity === null) return unsupported('fraction: it knows quantities only');
  if (timeInForce === 'ioc' || timeInForce === 'fok') return unsupported(`time in force ${timeInForce}`);
  if ((timeInForce === 'open' || timeInForce === 'close') && type !== 'market') {
    return unsupported(`time in force ${timeInForce} of a ${type}`);
  }
  if (lot !== null) return unsupported('lot: a position is one thing');
  if (oco !== null) return unsupported('oco');
  if (reduceOnly && role === 'submit') return unsupported('reduceOnly');
  const lots = quantity / context.instrument(symbol).lotSize;
  if (Math.abs(lots - Math.round(lots)) > 1e-9 * lots) return unsupported(`parts of a lot: ${quantity}`);
  const isLate = timeInForce === 'close' && context.sessionEnd(symbol, at) - at < BEFORE_CLOSE_MS;
  return isLate ? unsupported('an order for the close less than 15.5 minutes before it') : null;
};

const unsupported = (what: string): Outcome => ({
  code: 'RULES_UNSUPPORTED',
  facts: { rules: 'lean', what },
});
