import { isoText } from '../domain/iso-text.js';
import type { Bar, MarketEvent } from '../domain/market-event.js';
import { MillraceError } from '../domain/millrace-error.js';
import { seriesText } from './series-ranks.js';
import type { Source } from './source.js';

/**
 * Refuses bars of one series in two sources of which one begins before the other ends: hours from 10:00 and
 * hours from 10:30 would be one series with every trade in it twice.
 *
 * Inside a source its own door refuses them, so nothing is asked of a series that one source alone has.
 */
export class BarOverlap {
  readonly #shared = new Set<string>();
  readonly #last = new Map<string, { readonly at: number; readonly uri: string }>();

  constructor(sources: readonly Source[]) {
    const known = new Set<string>();
    for (const { series } of sources) {
      for (const { kind, symbol, every = '' } of series) {
        if (kind !== 'bar') continue;
        const key = barKey(symbol, every);
        if (known.has(key)) this.#shared.add(key);
        known.add(key);
      }
    }
  }

  /** The next event, in order of time, and the source it is of. */
  check(event: MarketEvent, uri: string): void {
    if (this.#shared.size === 0 || event.kind !== 'bar') return;
    const key = barKey(event.symbol, event.every);
    if (!this.#shared.has(key)) return;
    const last = this.#last.get(key);
    // Two of one end are found where the events of an instant are put into order.
    if (last !== undefined && event.start < last.at && last.at < event.at)
      throw overlap(event, uri, last.uri);
    this.#last.set(key, { at: event.at, uri });
  }
}

const barKey = (symbol: string, every: string): string => `${every}\n${symbol}`;

const overlap = (event: Bar, one: string, other: string): MillraceError => {
  const [a = '', b = ''] = [one, other].sort();
  return new MillraceError('SOURCE_OVERLAP', { a, b, series: seriesText(event), at: isoText(event.start) });
};
