import type { Ohlc } from '../../../domain/market-event.js';
import type { Terms } from './terms.js';
import type { Ticket } from './ticket.js';

/** How an order met a bar: at which price, in which of the two bars, and as what it filled. */
export interface Touch {
  /** The raw price, per unit. */
  readonly price: number;
  readonly kind: 'market' | 'stop' | 'limit';
  readonly bar: 'current' | 'previous';
  /** It could be filled at the first price of the bar. */
  readonly atOpen: boolean;
}

/** What a bar shows an order: its prices per unit, and the close before it. */
export interface Glance extends Ohlc {
  readonly closeBefore: number | null;
}

/** What a bar does to an order: whether its stop is reached by now, and the fill, if there is one. */
export interface Meeting {
  readonly hit: boolean;
  readonly touch: Touch | null;
}

/**
 * When and at what price an order fills on a bar (references.md §2.1b, "Stop hit" and "Price").
 *
 * A stop that is reached turns the order for good into a market or limit order. A limit that lies on the
 * near side of a stop reached in the same bar fills nothing in it: nobody can tell which came first.
 */
export const meetBar = (terms: Terms, ticket: Ticket, glance: Glance): Meeting => {
  const buys = ticket.order.side === 'buy';
  const stop = scaled(ticket.order.stopPrice, terms);
  const hitNow = stop !== null && !ticket.hit;
  if (hitNow && (buys ? glance.high < stop : glance.low > stop)) return { hit: false, touch: null };
  const trigger = hitNow ? stop : null;
  const limit = scaled(ticket.order.limitPrice, terms);
  const hit = ticket.hit || hitNow;
  if (limit !== null) return { hit, touch: limitTouch({ buys, limit, trigger }, glance) };
  return { hit, touch: marketTouch({ buys, trigger, atClose: pricedAtClose(terms, ticket) }, glance) };
};

const limitTouch = (
  { buys, limit, trigger }: { buys: boolean; limit: number; trigger: number | null },
  glance: Glance,
): Touch | null => {
  if (buys ? glance.low > limit : glance.high < limit) return null;
  if (trigger !== null && (buys ? limit <= trigger : limit >= trigger)) return null;
  const from = trigger ?? glance.open;
  const price = buys ? Math.min(from, limit) : Math.max(from, limit);
  const atOpen = trigger === null && (buys ? glance.open <= limit : glance.open >= limit);
  return { price, kind: 'limit', bar: 'current', atOpen };
};

const marketTouch = (
  { buys, trigger, atClose }: { buys: boolean; trigger: number | null; atClose: boolean },
  { open, closeBefore }: Glance,
): Touch => {
  const before = atClose ? closeBefore : null;
  const base = before ?? open;
  if (trigger === null) {
    return { price: base, kind: 'market', bar: before === null ? 'current' : 'previous', atOpen: true };
  }
  const price = buys ? Math.max(base, trigger) : Math.min(base, trigger);
  return { price, kind: 'stop', bar: 'current', atOpen: buys ? open >= trigger : open <= trigger };
};

/** Under `tradeOnClose` all but the protective orders of a lot are priced at the close before. */
const pricedAtClose = ({ tradeOnClose }: Terms, { role }: Ticket): boolean =>
  tradeOnClose && role !== 'stop-loss' && role !== 'take-profit';

const scaled = (price: number | null, { unit }: Terms): number | null =>
  price === null ? null : price * unit;
