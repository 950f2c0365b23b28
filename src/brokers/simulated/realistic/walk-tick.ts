import type { Quote, Trade } from '../../../domain/market-event.js';
import { atPoint, isThrough, type PriceAnswer, withHalf } from '../laws/asked-price.js';
import { displayedLiquidity, type Impact, type Liquidity } from '../laws/liquidity.js';
import { touchOf } from '../laws/side-prices.js';
import type { BrokerEvent } from '../simulated-broker.js';
import type { Desk } from './desk.js';
import { takeOffer } from './fill.js';
import { impactIn } from './impact-in.js';
import { leave } from './leave.js';
import { offered } from './offered.js';
import type { Ticket } from './ticket.js';

/** Lets all orders of a symbol meet a quote or a trade, once they have had the time to arrive. */
export function* walkTick(
  desk: Desk,
  event: Quote | Trade,
  opensSession: () => boolean,
): Generator<BrokerEvent> {
  const sizes = sizesOf(event, impactIn(desk, event));
  const isRegular = desk.context.inSession(event.symbol, event.at);
  for (const ticket of desk.book.awake(event.symbol)) {
    if (!desk.book.has(ticket) || event.at < ticket.since + desk.settings.latencyMs) continue;
    const { timeInForce, side, outsideRth } = ticket.order;
    if (!isRegular && !outsideRth) continue;
    if (timeInForce === 'open' && !opensSession()) continue;
    if (timeInForce === 'close') {
      // Which quote is the last before the close only the next session would tell.
      const facts = { rules: 'realistic', what: `time in force close on a ${event.kind}` };
      yield* leave(desk, ticket, { state: 'rejected', code: 'RULES_UNSUPPORTED', facts });
      continue;
    }
    const answer = answerOf(desk, ticket, event);
    ticket.met = true;
    yield* offered(desk, ticket, answer);
    if (answer.price === null) continue;
    yield* takeOffer(desk, ticket, {
      price: answer.price,
      liquidity: sizes[side],
      happenedAt: event.happenedAt,
      exitsSince: event.at,
    });
  }
}

const sizesOf = (event: Quote | Trade, impact: Impact): Readonly<Record<'buy' | 'sell', Liquidity>> => {
  if (event.kind === 'quote') {
    return {
      buy: displayedLiquidity(touchOf(event, 'buy').size, impact),
      sell: displayedLiquidity(touchOf(event, 'sell').size, impact),
    };
  }
  const both = displayedLiquidity(event.size, impact);
  return { buy: both, sell: both };
};

const answerOf = (desk: Desk, ticket: Ticket, event: Quote | Trade): PriceAnswer => {
  const { side, limitPrice, stopPrice } = ticket.order;
  const wish = { side, limit: limitPrice, stop: ticket.hit ? null : stopPrice };
  if (event.kind === 'quote') {
    const { price } = touchOf(event, side);
    // A side at 0 is a side on which nobody quotes.
    if (price === 0) return { hit: false, price: null };
    return atPoint(wish, { seen: price, paid: price });
  }
  const { price } = event;
  const half = desk.settings.spreadBps / 20_000;
  // A limit that a trade has found beyond the market is waiting in the book; it is met when the market trades
  // through it.
  if (ticket.rests && limitPrice !== null) {
    const through = isThrough(side, limitPrice, price);
    return { hit: false, price: through ? limitPrice : null };
  }
  const answer = atPoint(wish, { seen: price, paid: withHalf(side, price, half) });
  ticket.rests = answer.price === null && (wish.stop === null || answer.hit);
  return answer;
};
