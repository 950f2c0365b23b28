import { join } from 'node:path';
import { MillraceError } from '../../domain/millrace-error.js';
import { columnsOf } from '../../tape/columns.js';
import { publishTape } from '../../tape/publish-tape.js';
import { putEvent } from '../../tape/put-event.js';
import { BATCH_ROWS, clearRows, emptyRows } from '../../tape/rows.js';
import { streamKey, streamOf } from '../../tape/stream.js';
import { TapeFileWriter } from '../../tape/tape-file-writer.js';
import type { TapeMeta } from '../../tape/tape-meta.js';
import { merge } from '../merge.js';
import type { Source } from '../source.js';
import { originOf } from './origin-of.js';

/** Writes everything that sources have, in the declared order, as one tape. */
export const writeTape = async (sources: readonly Source[], path: string): Promise<TapeMeta> => {
  const origin = originOf(sources);
  const streams = sources.flatMap(({ series }) => series);
  const kinds = [...new Set(streams.map(({ kind }) => kind))];
  const traits = { kinds, hasHappenedAt: kinds.some((kind) => kind !== 'bar'), hasSides: false };
  return await publishTape(path, async (folder) => {
    const file = join(folder, 'tape');
    const writer = await TapeFileWriter.create(file, traits);
    try {
      const places = new Map(streams.map((stream, place) => [streamKey(stream), place]));
      const rows = emptyRows(columnsOf(traits), BATCH_ROWS);
      for await (const chunk of merge(sources)) {
        for (const event of chunk) {
          putEvent(rows, event, places.get(streamKey(streamOf(event))) ?? -1);
          if (rows.count < BATCH_ROWS) continue;
          await writer.write(rows, streams);
          clearRows(rows);
        }
      }
      await writer.write(rows, streams);
      const said = await writer.finish(streams, origin);
      if (said.rows > 0) return { file, said };
      throw new MillraceError('RANGE_EMPTY', { uri: sources.map(({ uri }) => uri).join(' ') });
    } finally {
      await writer.close();
    }
  });
};
