import type { Ohlc } from '../../../domain/market-event.js';
import { slip } from './slip.js';
import type { Terms } from './terms.js';
import type { Ticket } from './ticket.js';

/** Where an order fills: at a bar's first price, later in it, or at the close before it. */
export interface Touch {
  readonly price: number;
  readonly when: 'open' | 'inside' | 'before';
}

/** What a bar does to an order: whether its stop is reached by now, and the fill, if there is one. */
export interface Meeting {
  readonly isTriggered: boolean;
  readonly touch: Touch | null;
}

/**
 * Whether and at what price an order fills on a bar; orders for the session's close are not asked here.
 *
 * Source: backtrader 1.9.78.123, `BackBroker._try_exec_market`, `_limit`, `_stop`, `_stoplimit`.
 */
export const meetBar = (terms: Terms, ticket: Ticket, bar: Ohlc): Meeting => {
  const { type, limitPrice, stopPrice } = ticket.order;
  const look = { terms, bar, buys: ticket.size > 0 };
  if (type === 'market') return { isTriggered: false, touch: marketTouch(look, ticket) };
  if (type === 'stop') return { isTriggered: false, touch: stopTouch(look, stopPrice ?? 0) };
  const limit = limitPrice ?? 0;
  if (type === 'limit' || ticket.isTriggered) {
    return { isTriggered: ticket.isTriggered, touch: limitTouch(look, limit) };
  }
  return stopLimitMeeting(look, { stop: stopPrice ?? 0, limit });
};

interface Look {
  readonly terms: Terms;
  readonly bar: Ohlc;
  readonly buys: boolean;
}

/** Under `tradeOnClose` at the close it was made at, though what bounds its slippage is the next bar. */
const marketTouch = (look: Look, { made }: Ticket): Touch | null => {
  const { terms, bar } = look;
  if (!terms.tradeOnClose)
    return slippedAtOpen(look, { price: bar.open, bound: reach(look), isLimit: false });
  const touch = slippedAtOpen(look, { price: made.close, bound: reach(look), isLimit: false });
  return touch && { ...touch, when: 'before' };
};

const limitTouch = (look: Look, limit: number): Touch | null => {
  const { bar, buys } = look;
  if (buys ? limit >= bar.open : limit <= bar.open) {
    // A seller is held to the limit even where it lies below the bar: an observed fact.
    const bound = buys ? Math.min(bar.high, limit) : limit;
    return slippedAtOpen(look, { price: bar.open, bound, isLimit: true });
  }
  return (buys ? limit >= bar.low : limit <= bar.high) ? { price: limit, when: 'inside' } : null;
};

const stopTouch = (look: Look, stop: number): Touch | null => {
  if (isPast(look, stop)) {
    return slippedAtOpen(look, { price: look.bar.open, bound: reach(look), isLimit: false });
  }
  return isReached(look, stop) ? slippedInside(look, { price: stop, isLimit: false }) : null;
};

/**
 * A stop that the bar opened beyond leaves a limit order. One that is reached later fills at the stop if the
 * limit allows that; else at the limit if the bar closed on its way back through it.
 */
const stopLimitMeeting = (
  look: Look,
  { stop, limit }: { readonly stop: number; readonly limit: number },
): Meeting => {
  const { bar, buys } = look;
  if (isPast(look, stop)) return { isTriggered: true, touch: limitTouch(look, limit) };
  if (!isReached(look, stop)) return { isTriggered: false, touch: null };
  if (buys ? limit >= stop : limit <= stop) {
    return { isTriggered: true, touch: slippedInside(look, { price: stop, isLimit: true }) };
  }
  const turned = buys
    ? bar.open > bar.close && limit >= bar.close
    : bar.open <= bar.close && limit <= bar.close;
  return { isTriggered: true, touch: turned ? { price: limit, when: 'inside' } : null };
};

const isPast = ({ bar, buys }: Look, stop: number): boolean => (buys ? bar.open >= stop : bar.open <= stop);

const isReached = ({ bar, buys }: Look, stop: number): boolean => (buys ? bar.high >= stop : bar.low <= stop);

/** How far a price can slip and still be one of the bar's. */
const reach = ({ bar, buys }: Look): number => (buys ? bar.high : bar.low);

const slippedAtOpen = (
  { terms, buys }: Look,
  wish: { readonly price: number; readonly bound: number; readonly isLimit: boolean },
): Touch | null => {
  const price = terms.slippage.atOpen ? slip(terms.slippage, { buys, ...wish }) : wish.price;
  return price === null ? null : { price, when: 'open' };
};

const slippedInside = (
  look: Look,
  wish: { readonly price: number; readonly isLimit: boolean },
): Touch | null => {
  const price = slip(look.terms.slippage, { buys: look.buys, bound: reach(look), ...wish });
  return price === null ? null : { price, when: 'inside' };
};
