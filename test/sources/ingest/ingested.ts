import { existsSync, readFileSync } from 'node:fs';
import type { MarketEvent } from '../../../src/domain/market-event.js';
import { type Ingested, ingest } from '../../../src/sources/ingest/ingest.js';
import { openSource } from '../../../src/sources/open-source.js';
import { eventsOf, world } from '../source-fixture.js';

/** What came of an ingest. */
export interface Made extends Ingested {
  readonly events: readonly MarketEvent[];
  /** The lines of the quarantine, without its header. */
  readonly left: readonly string[];
}

/** Makes a tape of sources at a path and reads it. */
export const ingested = async (path: string, uris: readonly string[], max = 1000): Promise<Made> => {
  const maxBad = { text: String(max), count: max, share: 0 };
  const made = await ingest({ uris, path, maxBad, world, onRows: () => undefined });
  const events = await eventsOf((await openSource(`tape:${path}`, world)).rows());
  const beside = `${path}.quarantine.csv`;
  const left = existsSync(beside) ? readFileSync(beside, 'utf8').trimEnd().split('\n').slice(1) : [];
  return { ...made, events, left };
};
