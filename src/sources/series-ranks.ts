import { byCodePoint, byEventTime } from '../domain/event-order.js';
import type { MarketEvent } from '../domain/market-event.js';

/**
 * The place of every series in the declared order of one instant, as a number.
 *
 * Comparing two events costs a walk over their symbols' code points; a series is compared
 * once, when it is new.
 */
export class SeriesRanks {
  /** One event of each series, all as if of one instant, in order. */
  readonly #samples: MarketEvent[] = [];
  readonly #ranks = new Map<string, number>();

  learn(event: MarketEvent): void {
    if (this.#ranks.has(seriesKey(event))) return;
    this.#samples.push({ ...event, at: 0 });
    this.#samples.sort(bySeries);
    for (const [rank, sample] of this.#samples.entries()) this.#ranks.set(seriesKey(sample), rank);
  }

  /**
   * The rank of a series that was learnt; ranks of one moment are comparable, a new series may shift them.
   */
  of(event: MarketEvent): number {
    return this.#ranks.get(seriesKey(event)) ?? -1;
  }
}

/** What a series is called in a message: `bar 1d of SPY`. */
export const seriesText = (event: MarketEvent): string => {
  const variant = variantOf(event);
  const symbol = event.symbol === '' ? '' : ` of ${event.symbol}`;
  return `${event.kind}${variant === '' ? '' : ` ${variant}`}${symbol}`;
};

const variantOf = (event: MarketEvent): string => {
  if (event.kind === 'bar') return event.every;
  return event.kind === 'event' ? event.name : '';
};

const seriesKey = (event: MarketEvent): string => `${event.kind}\n${variantOf(event)}\n${event.symbol}`;

/**
 * The declared order, and between series that it holds for one (two names of events, 60s and 1m) their names.
 */
const bySeries = (a: MarketEvent, b: MarketEvent): number =>
  byEventTime(a, b) || byCodePoint(a.symbol, b.symbol) || byCodePoint(variantOf(a), variantOf(b));
