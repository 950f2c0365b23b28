import { orderSaid } from '../order-said.js';
import type { BrokerEvent } from '../simulated-broker.js';
import type { Desk, Rows } from './desk.js';
import { enter } from './enter.js';
import { exit, type Spot } from './exit.js';
import type { Ticket } from './ticket.js';
import { type Glance, meetBar, type Touch } from './touch.js';

/** One pipeline's queue meeting the newest bar of a symbol. */
export interface Walk {
  readonly pipeline: string;
  readonly rows: Rows;
  /** The last bar once more, for `finalizeTrades`: then all orders may use it. */
  readonly again: boolean;
}

/**
 * Lets every order of a queue meet a bar (references.md §2.1b, "Queue"). A pass goes over a
 * snapshot and skips what has left meanwhile; an entry that can exit in its own bar asks for
 * another pass over what remains.
 */
export function* walkQueue(desk: Desk, walk: Walk): Generator<BrokerEvent> {
  const { bar, before } = walk.rows;
  const { unit } = desk.terms;
  const glance: Glance = {
    open: bar.open * unit,
    high: bar.high * unit,
    low: bar.low * unit,
    close: bar.close * unit,
    closeBefore: before && before.close * unit,
  };
  let passes = 1;
  while (passes > 0) {
    passes -= 1;
    for (const ticket of desk.book.queue(walk.pipeline)) {
      if (!mayMeet(ticket, walk) || !desk.book.has(ticket)) continue;
      // An order that came after the close before cannot have that price any more.
      const isLate = !walk.again && before !== null && ticket.since > before.at;
      const seen = isLate ? { ...glance, closeBefore: null } : glance;
      if (yield* meetTicket(desk, ticket, { glance: seen, rows: walk.rows })) passes = 1;
    }
  }
}

/** No price from before its acceptance fills an order: the bar must begin at it or later. */
const mayMeet = ({ order, since }: Ticket, { rows: { bar }, again }: Walk): boolean =>
  order.symbol === bar.symbol && (again || bar.start >= since);

function* meetTicket(
  desk: Desk,
  ticket: Ticket,
  { glance, rows }: { glance: Glance; rows: Rows },
): Generator<BrokerEvent, boolean> {
  const { hit, touch } = meetBar(desk.terms, ticket, glance);
  const waits = hit && !ticket.hit && touch === null;
  ticket.hit = hit;
  if (waits) {
    const { id, stopPrice } = ticket.order;
    yield orderSaid(id, 'working', { code: 'STOP_TRIGGERED', facts: { stopPrice } });
  }
  if (!touch) return false;
  const spot = spotOf(touch, rows);
  if (ticket.role === 'entry') {
    const opened = yield* enter(desk, ticket, spot);
    return opened && exitsInBar(desk, ticket, { touch, glance });
  }
  yield* exit(desk, ticket, spot);
  return false;
}

const spotOf = ({ price, bar, atOpen }: Touch, rows: Rows): Spot => {
  const then = bar === 'previous' ? (rows.before ?? rows.bar).at : null;
  return { price, bar, happenedAt: then ?? (atOpen ? rows.bar.start : rows.bar.at) };
};

/**
 * Whether an entry's own exits may fill in the entry's bar: a market entry's always, a stop entry's only
 * where the bar holds the take-profit and leaves the stop-loss out.
 */
const exitsInBar = (
  { terms }: Desk,
  { order, children }: Ticket,
  { touch, glance: { low, high } }: { touch: Touch; glance: Glance },
): boolean => {
  if (touch.kind === 'market') return children.length > 0;
  if (touch.kind === 'limit') return false;
  const target = children.find(({ role }) => role === 'take-profit')?.order.limitPrice ?? null;
  const stop = children.find(({ role }) => role === 'stop-loss')?.order.stopPrice ?? null;
  if (target === null) return false;
  const takes = order.side === 'buy' ? target * terms.unit <= high : target * terms.unit >= low;
  const loses =
    stop !== null && (order.side === 'buy' ? stop * terms.unit >= low : stop * terms.unit <= high);
  return takes && !loses;
};
