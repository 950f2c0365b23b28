import type { MarketEvent } from '../../domain/market-event.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { publishTape } from '../../tape/publish-tape.js';
import { putEvent } from '../../tape/put-event.js';
import { TapeSorter } from '../../tape/sort/tape-sorter.js';
import { streamOf } from '../../tape/stream.js';
import type { TapeMeta } from '../../tape/tape-meta.js';
import { merge } from '../merge.js';
import type { Source } from '../source.js';
import { originOf } from './origin-of.js';

/** Writes everything that sources have, in the declared order, as one tape. */
export const writeTape = async (sources: readonly Source[], path: string): Promise<TapeMeta> => {
  const origin = originOf(sources);
  const streams = sources.flatMap(({ series }) => series);
  const kinds = [...new Set(streams.map(({ kind }) => kind))];
  return await publishTape(path, async (folder) => {
    const sorter = new TapeSorter({ folder, kinds, silencesZeros: false });
    for (const stream of streams) sorter.table.place(stream);
    try {
      for await (const chunk of merge(sources)) await putAll(sorter, chunk);
      const made = await sorter.finish(origin);
      if (made.said.rows > 0) return made;
      throw new MillraceError('RANGE_EMPTY', { uri: sources.map(({ uri }) => uri).join(' ') });
    } finally {
      await sorter.close();
    }
  });
};

const putAll = async (sorter: TapeSorter, events: readonly MarketEvent[]): Promise<void> => {
  for (const event of events) {
    putEvent(sorter.rows, event, sorter.table.place(streamOf(event)));
    if (sorter.rows.count >= sorter.capacity) await sorter.settle();
  }
};
