import type { Offsets } from '../../domain/input.js';
import type { MarketEvent } from '../../domain/market-event.js';
import type { LiveFeed, Place } from './live-feed.js';
import { rowsAfter } from './rows-after.js';

/** What comes before a feed of what happens now. */
interface HistoryParts extends Pick<LiveFeed, 'uris' | 'series'> {
  /** Rows with `at` never falling, each before the run trades; read once. */
  readonly history: AsyncIterable<readonly MarketEvent[]>;
  /** What was heard already, in an earlier life of the run. */
  readonly after: Place | null;
  /** Of a topic: from where on it is followed; known when the first row of history is. */
  readonly offsets?: () => Offsets;
  /** Begins what follows the history, whose newest row has this time. */
  readonly open: (newest: number) => LiveFeed;
}

/**
 * History first, as fast as it goes and at its own times, then what happens now.
 *
 *     history   a b c
 *     feed              d    e
 *     heard     a b c   d    e
 */
export const withHistory = (parts: HistoryParts): LiveFeed => {
  const { uris, series, history, after, offsets, open } = parts;
  const rows = rowsAfter(history, after);
  const told = new WeakSet<MarketEvent>();
  let newest = after?.at ?? Number.NEGATIVE_INFINITY;
  let waiting: readonly MarketEvent[] = [];
  let given = 0;
  let feed: LiveFeed | null = null;
  let isClosed = false;
  // It may be closed while a row is read.
  const isOver = (): boolean => isClosed;

  const next = async (): Promise<readonly MarketEvent[] | null> => {
    for (;;) {
      if (isOver()) return null;
      if (feed !== null) return await feed.next();
      const event = waiting[given];
      if (event !== undefined) {
        given += 1;
        newest = event.at;
        told.add(event);
        // One by one: a full door may let go what comes in portions, and history can wait.
        return [event];
      }
      const { done, value } = await rows.next();
      if (isOver()) return null;
      if (done === true) feed = open(newest);
      else [waiting, given] = [value, 0];
    }
  };

  return {
    uris,
    series,
    tz: 'UTC',
    notices: [],
    now: () => feed?.now() ?? newest,
    delayMs: (at) => feed?.delayMs(at) ?? Number.POSITIVE_INFINITY,
    stamp: (event) => (feed === null || told.has(event) ? event.at : feed.stamp(event)),
    next,
    ...(offsets && { topic: topicOf(() => feed?.topic, offsets) }),
    close: () => {
      isClosed = true;
      feed?.close();
    },
  };
};

const topicOf = (topic: () => LiveFeed['topic'], before: () => Offsets): NonNullable<LiveFeed['topic']> => ({
  originOf: (event) => topic()?.originOf(event),
  offsets: () => topic()?.offsets() ?? before(),
});
