import type { Bar } from '../../../domain/market-event.js';
import type { Order } from '../../../domain/order.js';
import { orderSaid } from '../order-said.js';
import type { BrokerEvent } from '../simulated-broker.js';
import type { Book, Desk } from './desk.js';
import { execute, type Spot } from './execute.js';
import { leave } from './leave.js';
import type { Ticket } from './ticket.js';
import { meetBar } from './touch.js';

/** A bar, and the one before it of its symbol. */
export interface Walk {
  readonly bar: Bar;
  readonly before: Bar | null;
}

/** Lets the orders at work in a bar's symbol meet it, oldest first. */
export function* walkOrders(desk: Desk, book: Book, walk: Walk): Generator<BrokerEvent> {
  for (const ticket of book.orders.working) {
    const { order } = ticket;
    if (order.symbol !== walk.bar.symbol || book.orders.find(order.id) !== ticket) continue;
    if (isOver(ticket, walk.bar)) {
      book.orders.drop(ticket);
      const facts = { timeInForce: order.timeInForce };
      yield* leave(book, ticket, { state: 'expired', code: 'EXPIRED_TIME', facts });
    } else if (!ticket.isAsleep) {
      const { isTriggered } = ticket;
      const spot = ticket.execution === 'close' ? atClose(desk, ticket, walk) : onTheWay(desk, ticket, walk);
      if (spot) yield* execute(desk, book, { ticket, spot });
      else if (ticket.isTriggered && !isTriggered) yield triggered(order);
    }
  }
}

const triggered = ({ id, stopPrice }: Order): BrokerEvent =>
  orderSaid(id, 'working', { code: 'STOP_TRIGGERED', facts: { stopPrice } });

/**
 * Whether an order's time was over before a bar came: a day order's with the first bar of another date, so
 * that on daily bars it never fills. A market order never ends.
 *
 * Source: backtrader 1.9.78.123, `Order.expire`.
 */
const isOver = ({ order, made }: Ticket, bar: Bar): boolean => {
  if (order.type === 'market') return false;
  if (order.timeInForce === 'day') return bar.sessionDate > made.sessionDate;
  return order.expiresAt !== null && bar.at > order.expiresAt;
};

const onTheWay = ({ terms }: Desk, ticket: Ticket, { bar }: Walk): Spot | null => {
  const { isTriggered, touch } = meetBar(terms, ticket, bar);
  ticket.isTriggered = isTriggered;
  if (!touch) return null;
  const { price, when } = touch;
  if (when === 'before') return { price, bar: 'previous', happenedAt: ticket.made.at };
  return { price, bar: 'current', happenedAt: when === 'open' ? bar.start : bar.at };
};

/**
 * The close of the session the order was made in: of the bar that ends it, or where no bar ends there, of
 * the last one before, which only the bar behind it tells.
 *
 * Source: backtrader 1.9.78.123, `BackBroker._try_exec_close`.
 */
const atClose = ({ context }: Desk, ticket: Ticket, { bar, before }: Walk): Spot | null => {
  const { made, closeSoFar } = ticket;
  const end = context.sessionEnd(bar.symbol, made.at);
  if (bar.at < end) {
    ticket.closeSoFar = bar.close;
    return null;
  }
  if (closeSoFar === null || bar.at === end) return { price: bar.close, bar: 'current', happenedAt: bar.at };
  return { price: closeSoFar, bar: 'previous', happenedAt: (before ?? bar).at };
};
