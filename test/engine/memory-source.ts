import { byEventTime } from '../../src/domain/event-order.js';
import type { MarketEvent } from '../../src/domain/market-event.js';
import type { Series, Source } from '../../src/sources/source.js';

/** A source of events that are there already, in chunks of a few rows; its series are those of the events. */
export const memorySource = (events: readonly MarketEvent[], more: Partial<Source> = {}): Source => {
  const sorted = events.toSorted(byEventTime);
  const series = new Map(events.map((event) => [JSON.stringify(seriesOf(event)), seriesOf(event)]));
  return {
    uri: 'memory:',
    series: [...series.values()],
    tz: 'UTC',
    coverage: { from: null, to: null },
    adjusted: null,
    notices: [],
    rows: () => chunksOf(sorted),
    ...more,
  };
};

const seriesOf = (event: MarketEvent): Series => {
  if (event.kind === 'bar') return { symbol: event.symbol, kind: 'bar', every: event.every };
  if (event.kind === 'event') return { symbol: event.symbol, kind: 'event', name: event.name };
  return { symbol: event.symbol, kind: event.kind };
};

const CHUNK_ROWS = 7;

async function* chunksOf(events: readonly MarketEvent[]): AsyncGenerator<readonly MarketEvent[]> {
  for (let taken = 0; taken < events.length; taken += CHUNK_ROWS) {
    // A real source reads a file here; whatever a pipeline left in the host's queue runs now.
    await new Promise((resolve) => void setImmediate(resolve));
    yield events.slice(taken, taken + CHUNK_ROWS);
  }
}
