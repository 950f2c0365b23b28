import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { usShare } from '../../src/domain/instrument.js';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { openSource } from '../../src/sources/open-source.js';
import type { Source, SourceWorld } from '../../src/sources/source.js';

/** A world in which the samples' symbols and everything that begins with NY keep New York's hours. */
export const world: SourceWorld = {
  instrument: (symbol) => ({
    ...usShare(symbol),
    calendar: ['SPY', 'AAPL'].includes(symbol) || symbol.startsWith('NY') ? 'XNYS' : null,
  }),
};

/** A folder for one test file, removed after its tests; returns a function that writes a file into it. */
export const scratchFolder = (): ((name: string, content: string | Uint8Array) => string) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-sources-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
};

/** All events of chunks. */
export const eventsOf = async (chunks: AsyncIterable<readonly MarketEvent[]>): Promise<MarketEvent[]> => {
  const events: MarketEvent[] = [];
  for await (const chunk of chunks) events.push(...chunk);
  return events;
};

/** All events of a URI. */
export const readAll = async (uri: string, inWorld: SourceWorld = world): Promise<MarketEvent[]> =>
  eventsOf((await openSource(uri, inWorld)).rows());

/** A source of given events, one chunk a list. */
export const sourceOf = (uri: string, chunks: readonly (readonly MarketEvent[])[]): Source => ({
  uri,
  series: [],
  tz: 'UTC',
  coverage: { from: null, to: null },
  adjusted: null,
  notices: [],
  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, a list is not
  async *rows() {
    yield* chunks;
  },
});
