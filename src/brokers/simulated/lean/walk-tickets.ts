import { everyMs } from '../../../domain/every.js';
import type { Bar } from '../../../domain/market-event.js';
import { orderSaid } from '../order-said.js';
import type { BrokerEvent, BrokerFill } from '../simulated-broker.js';
import { type Desk, feeOf, shortOf } from './desk.js';
import { drop } from './place.js';
import { signOf, type Ticket } from './ticket.js';
import { meetOthers, meetShares, sidesOf } from './touch.js';

const DAY_MS = 86_400_000;
const SHARES: ReadonlySet<string> = new Set(['equity', 'etf']);

/** Where and when something fills. */
type Spot = Pick<BrokerFill, 'price' | 'bar' | 'happenedAt'>;

/**
 * Market orders that filled at once, while the market was open: at the close of the newest bar before them,
 * of its own side where it was made from quotes. They are booked with the first row later than they are.
 *
 * Source: LEAN, commit 2486390, `EquityFillModel.MarketFill`.
 */
export function* fillAtOnce(desk: Desk, now: number): Generator<BrokerEvent> {
  for (const ticket of desk.tickets) {
    const { execution, order } = ticket;
    if (execution !== 'at-once' || order.at >= now || !isAlive(desk, ticket)) continue;
    const known = desk.bars.get(order.symbol);
    // The bar of the very instant may have come after the order.
    const made = known && known.bar.at <= order.at ? known.bar : ticket.made;
    const price = sidesOf(made, signOf(order)).close;
    yield* fill(desk, ticket, { price, bar: 'previous', happenedAt: order.at });
  }
}

/** Lets the orders at work in a bar's symbol meet it, oldest first. */
export function* walkTickets(desk: Desk, bar: Bar): Generator<BrokerEvent> {
  for (const ticket of desk.tickets) {
    const { order, since } = ticket;
    if (order.symbol !== bar.symbol || since > bar.start || !isAlive(desk, ticket)) continue;
    if (isOver(desk, ticket, bar)) {
      drop(desk, order.id);
      const facts = { timeInForce: order.timeInForce };
      yield orderSaid(order.id, 'expired', { code: 'EXPIRED_TIME', facts });
      continue;
    }
    const facts = shortOf(desk, ticket);
    if (facts) {
      drop(desk, order.id);
      yield orderSaid(order.id, 'rejected', { code: 'BUYING_POWER_SHORT', facts });
      continue;
    }
    const spot = yield* spotOf(desk, ticket, bar);
    if (spot) yield* fill(desk, ticket, spot);
  }
}

const isAlive = ({ tickets }: Desk, ticket: Ticket): boolean => tickets.includes(ticket);

/** A day order is over with the session's last bar, before it fills on it; a market order is never over. */
const isOver = ({ context }: Desk, { order }: Ticket, bar: Bar): boolean => {
  const { type, timeInForce, expiresAt, symbol, at } = order;
  if (type === 'market') return false;
  if (timeInForce === 'day') return bar.at >= context.sessionEnd(symbol, at);
  return expiresAt !== null && bar.at >= expiresAt;
};

function* spotOf(desk: Desk, ticket: Ticket, bar: Bar): Generator<BrokerEvent, Spot | null> {
  const { order, execution } = ticket;
  if (!isTradable(desk, ticket, bar)) return null;
  if (execution === 'open') {
    return opensFor(desk, ticket, bar) ? { price: bar.open, bar: 'current', happenedAt: bar.start } : null;
  }
  if (execution === 'close') {
    const isClose = bar.at >= desk.context.sessionEnd(order.symbol, order.at);
    return isClose ? { price: bar.close, bar: 'current', happenedAt: bar.at } : null;
  }
  const isShare = SHARES.has(desk.context.instrument(order.symbol).assetClass);
  const { isTriggered, price, isAtOpen } = isShare ? meetShares(ticket, bar) : meetOthers(ticket, bar);
  if (isTriggered && !ticket.isTriggered) {
    ticket.isTriggered = true;
    if (price === null) {
      const facts = { stopPrice: order.stopPrice };
      yield orderSaid(order.id, 'working', { code: 'STOP_TRIGGERED', facts });
    }
  }
  return price === null ? null : { price, bar: 'current', happenedAt: isAtOpen ? bar.start : bar.at };
}

/** Bars within a day must lie in regular hours, unless a limit order may do without. */
const isTradable = ({ context }: Desk, { order, execution }: Ticket, bar: Bar): boolean => {
  if (everyMs(bar.every) >= DAY_MS || context.inSession(bar.symbol, bar.start + 1)) return true;
  return order.outsideRth && (execution === 'limit' || execution === 'stop-limit');
};

/** An order for the open that was sent while the market was open waits for the next session. */
const opensFor = ({ context }: Desk, { order, made }: Ticket, bar: Bar): boolean => {
  const { symbol, at } = order;
  const wasOpen = context.inSession(symbol, at) && context.inSession(symbol, at + 1);
  if (!wasOpen || everyMs(made.every) >= DAY_MS) return true;
  return context.sessionEnd(symbol, bar.start) > context.sessionEnd(symbol, at);
};

function* fill(desk: Desk, ticket: Ticket, spot: Spot): Generator<BrokerEvent> {
  const { order } = ticket;
  drop(desk, order.id);
  yield {
    kind: 'fill',
    order: order.id,
    side: order.side,
    quantity: order.quantity ?? 0,
    commission: feeOf(desk, ticket),
    ...spot,
    effect: 'net',
    lot: null,
    entryCommission: null,
    complete: true,
  };
}
