import type { MarketEvent } from '../../src/domain/market-event.js';
import { writeTape } from '../../src/sources/ingest/write-tape.js';
import type { Source } from '../../src/sources/source.js';
import { streamKey, streamOf } from '../../src/tape/stream.js';
import type { TapeMeta } from '../../src/tape/tape-meta.js';

/** A source of given events in their order. */
export const sourceOf = (events: readonly MarketEvent[], uri = 'test:events'): Source => ({
  uri,
  series: [...new Map(events.map((event) => [streamKey(streamOf(event)), streamOf(event)])).values()],
  tz: 'UTC',
  coverage: { from: null, to: null },
  adjusted: null,
  notices: [],
  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, a list is not
  async *rows() {
    yield events;
  },
});

/** Writes events as a tape. */
export const written = (path: string, events: readonly MarketEvent[]): Promise<TapeMeta> =>
  writeTape([sourceOf(events)], path);
