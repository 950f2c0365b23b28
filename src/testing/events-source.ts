import { byEventTime } from '../domain/event-order.js';
import type { MarketEvent } from '../domain/market-event.js';
import type { Series, Source } from '../sources/source.js';
import { freezeDeep } from './freeze-deep.js';

/**
 * A source of a test's own events: sorted into the declared order and frozen, its series read off the events,
 * days in UTC.
 *
 *     eventsSource([bar({ symbol: 'SPY' }), bar({ symbol: 'AAPL' })]).series    bars of 1d of AAPL and of SPY
 */
export const eventsSource = (events: readonly MarketEvent[]): Source => {
  const tape = freezeDeep(events.toSorted(byEventTime));
  return {
    uri: 'test:events',
    series: seriesOf(tape),
    tz: 'UTC',
    coverage: { from: null, to: null },
    adjusted: null,
    notices: [],
    // eslint-disable-next-line @typescript-eslint/require-await -- it has it all already
    rows: async function* () {
      yield tape;
    },
  };
};

const seriesOf = (events: readonly MarketEvent[]): readonly Series[] => {
  const found = new Map<string, Series>();
  for (const event of events) {
    const detail = event.kind === 'bar' ? event.every : event.kind === 'event' ? event.name : '';
    const key = `${event.kind} ${detail} ${event.symbol}`;
    if (!found.has(key)) found.set(key, oneOf(event));
  }
  return [...found.values()];
};

const oneOf = (event: MarketEvent): Series => {
  const { kind, symbol } = event;
  if (kind === 'bar') return { symbol, kind, every: event.every };
  return kind === 'event' ? { symbol, kind, name: event.name } : { symbol, kind };
};
