import type { Bar, Ohlc } from '../../../domain/market-event.js';
import { atPoint, insideBar, type PriceAnswer, withHalf } from '../laws/asked-price.js';
import { BAR_MOMENTS, type BarMoment, mayMeet } from '../laws/bar-moments.js';
import { barLiquidity } from '../laws/liquidity.js';
import { sidePrices } from '../laws/side-prices.js';
import type { BrokerEvent } from '../simulated-broker.js';
import { type Desk, lotsOf } from './desk.js';
import { type Offer, takeOffer } from './fill.js';
import { impactIn } from './impact-in.js';
import { offered } from './offered.js';
import type { Ticket } from './ticket.js';

/** Lets all orders of a symbol meet a bar: at its open, inside it (new stops last), at its close. */
export function* walkBar(desk: Desk, bar: Bar, opensSession: () => boolean): Generator<BrokerEvent> {
  const endsSession = (): boolean => bar.at >= desk.context.sessionEnd(bar.symbol, bar.start);
  const liquidity = barLiquidity(bar.volume, impactIn(desk, bar));
  // A bar that begins at the close is the first after hours.
  const isRegular = desk.context.inSession(bar.symbol, bar.start + 1);
  let before: ReadonlyMap<Ticket, number | null> = new Map();
  for (const moment of BAR_MOMENTS) {
    const offer = { liquidity, ...timesOf(moment, bar) };
    const awake = desk.book.awake(bar.symbol);
    const tickets = moment === 'protect' ? newStops(awake, before) : inOrder(awake, moment);
    before = new Map(awake.map((ticket) => [ticket, ticket.order.quantity]));
    for (const ticket of tickets) {
      if (!desk.book.has(ticket) || !isAllowed(ticket, moment, { bar, isRegular, opensSession, endsSession }))
        continue;
      ticket.met = true;
      const answer = answerOf(desk, ticket, { bar, moment });
      yield* offered(desk, ticket, answer);
      if (answer.price === null) continue;
      yield* takeOffer(desk, ticket, { ...offer, price: answer.price });
    }
  }
}

/** Whether and at what price an order fills at a moment of a bar. */
const answerOf = (
  desk: Desk,
  ticket: Ticket,
  { bar, moment }: { bar: Bar; moment: BarMoment },
): PriceAnswer => {
  const { side, limitPrice, stopPrice } = ticket.order;
  const wish = { side, limit: limitPrice, stop: ticket.hit ? null : stopPrice };
  const prices = sidePrices(bar, side, desk.settings.spreadBps);
  if (moment === 'inside') return insideBar(wish, prices);
  if (moment === 'protect') {
    // The bar opened before there was anything to protect: the price came here from where the entry filled.
    const open = lotsOf(desk, ticket).at(-1)?.entryPrice ?? prices.open;
    return insideBar({ ...wish, stop: stopPrice }, { ...prices, open });
  }
  const seen = prices[moment];
  const answer = atPoint(wish, { seen, paid: withHalf(side, seen, prices.half) });
  return moment === 'close' ? worstInside(ticket, answer, prices) : answer;
};

/**
 * A limit that began to work inside the bar was there before its close: it is paid the worst it could have
 * met, its own price or the end of the range that is still within it. One for the close alone is paid the
 * close.
 */
const worstInside = ({ order }: Ticket, answer: PriceAnswer, { high, low }: Ohlc): PriceAnswer => {
  const { side, limitPrice, timeInForce } = order;
  if (answer.price === null || limitPrice === null || !RESTING.has(timeInForce)) return answer;
  const worst = side === 'buy' ? Math.min(limitPrice, high) : Math.max(limitPrice, low);
  return { ...answer, price: worst };
};

const RESTING: ReadonlySet<string> = new Set(['gtc', 'gtd', 'day']);

interface Frame {
  readonly bar: Bar;
  readonly isRegular: boolean;
  readonly opensSession: () => boolean;
  readonly endsSession: () => boolean;
}

const isAllowed = (ticket: Ticket, moment: BarMoment, frame: Frame): boolean => {
  const { bar, opensSession, endsSession } = frame;
  if (!frame.isRegular && !ticket.order.outsideRth) return false;
  switch (ticket.order.timeInForce) {
    case 'open':
      return moment === 'open' && ticket.since <= bar.start && opensSession();
    case 'close':
      return moment === 'close' && ticket.since < bar.at && endsSession();
    case 'ioc':
    case 'fok':
      // At once is at a point: waiting inside a bar is what these orders do not do.
      return moment !== 'inside' && mayMeet(moment, bar, ticket);
    default:
      return mayMeet(moment, bar, ticket);
  }
};

/** Inside a bar stops come first: where a stop and a target both lie in it, it was the stop. */
const inOrder = (tickets: readonly Ticket[], moment: BarMoment): readonly Ticket[] => {
  if (moment !== 'inside') return tickets;
  const isStop = ({ order, hit }: Ticket): boolean => order.stopPrice !== null && !hit;
  return [...tickets.filter(isStop), ...tickets.filter((ticket) => !isStop(ticket))];
};

/** Stops that woke or grew since: of what was opened in between. */
const newStops = (awake: readonly Ticket[], before: ReadonlyMap<Ticket, number | null>): readonly Ticket[] =>
  awake.filter(
    (ticket) => ticket.order.role === 'stop-loss' && (before.get(ticket) ?? 0) < (ticket.order.quantity ?? 0),
  );

/**
 * What happens inside a bar happened at an instant in it that nobody knows; it is dated at the bar's end.
 */
const timesOf = (moment: BarMoment, { start, at }: Bar): Pick<Offer, 'happenedAt' | 'exitsSince'> => {
  if (moment === 'open') return { happenedAt: start, exitsSince: start };
  return { happenedAt: at, exitsSince: moment === 'inside' ? (start + at) / 2 : at };
};
