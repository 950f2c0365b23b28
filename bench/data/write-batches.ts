import { join } from 'node:path';
import type { RowTraits } from '../../src/tape/columns.js';
import { publishTape } from '../../src/tape/publish-tape.js';
import { BATCH_ROWS, clearRows, emptyRows, type Rows } from '../../src/tape/rows.js';
import type { Stream } from '../../src/tape/stream.js';
import { TapeFileWriter } from '../../src/tape/tape-file-writer.js';
import type { TapeOrigin } from '../../src/tape/tape-meta.js';

const ORIGIN: TapeOrigin = {
  sources: ['bench:seed'],
  tz: 'UTC',
  coverage: { from: null, to: null },
  adjusted: null,
  notices: [],
};

/** A tape that is made, not ingested. */
export interface Made {
  readonly traits: RowTraits;
  readonly streams: readonly Stream[];
  /** Puts the next row behind the others; false at the end. */
  readonly put: (rows: Rows) => boolean;
}

/** Writes rows as they are made, a batch at a time. */
export const writeBatches = async (path: string, { traits, streams, put }: Made): Promise<void> => {
  await publishTape(path, async (folder) => {
    const file = join(folder, 'made.arrow');
    const writer = await TapeFileWriter.create(file, traits);
    const rows = emptyRows(writer.layout.columns, BATCH_ROWS);
    try {
      for (let more = true; more; ) {
        clearRows(rows);
        while (more && rows.count < BATCH_ROWS) more = put(rows);
        await writer.write(rows, streams);
      }
      const said = await writer.finish(streams, ORIGIN);
      return { file, said };
    } finally {
      await writer.close();
    }
  });
};
