import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { putEvent } from '../../src/tape/put-event.js';
import { type SorterOptions, TapeSorter } from '../../src/tape/sort/tape-sorter.js';
import { streamOf } from '../../src/tape/stream.js';
import type { TapeMeta } from '../../src/tape/tape-meta.js';

const origin = { sources: [], tz: 'UTC', coverage: { from: null, to: null }, adjusted: null, notices: [] };

/** Writes events as a tape, as they come or sorted. */
export const written = async (
  path: string,
  events: readonly MarketEvent[],
  options: Partial<SorterOptions> = {},
): Promise<TapeMeta> => {
  const folder = mkdtempSync(join(dirname(path), 'making-'));
  const kinds = [...new Set(events.map(({ kind }) => kind))];
  const sorter = new TapeSorter({ folder, kinds, silencesZeros: false, ...options });
  for (const event of events) {
    putEvent(sorter.rows, event, sorter.table.place(streamOf(event)));
    if (sorter.rows.count >= sorter.capacity) await sorter.settle();
  }
  const { file, said } = await sorter.finish(origin);
  renameSync(file, path);
  rmSync(folder, { recursive: true });
  return said;
};
