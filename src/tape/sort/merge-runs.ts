import { join } from 'node:path';
import { columnsOf, type RowTraits } from '../columns.js';
import { readBatches } from '../read-batches.js';
import { BATCH_ROWS, clearRows, emptyRows } from '../rows.js';
import type { Stream } from '../stream.js';
import { openTape } from '../tape-file.js';
import { TapeFileWriter } from '../tape-file-writer.js';
import type { TapeMeta, TapeOrigin } from '../tape-meta.js';
import { mergeRows, type OrderedRows, type RowGuard } from './merge-rows.js';
import type { SizeLedger } from './size-ledger.js';
import { StreamTable } from './stream-table.js';

/** Runs that become one tape. */
interface Runs {
  readonly folder: string;
  readonly files: readonly string[];
  readonly traits: RowTraits;
  /** What the rows of every run are, by one numbering. */
  readonly streams: readonly Stream[];
  readonly guard: RowGuard | undefined;
  /** What is known of sizes, where some stream says nothing but 0 and so nothing. */
  readonly sizes: SizeLedger | undefined;
}

/** Merges runs into one tape in their folder. */
export const mergeRuns = async (
  { folder, files, traits, streams, guard, sizes }: Runs,
  origin: TapeOrigin,
): Promise<{ readonly file: string; readonly said: TapeMeta }> => {
  const table = new StreamTable();
  for (const stream of streams) table.place(stream);
  table.reorder();
  const told = traits.told.filter((key) => sizes?.isTold(key) ?? true);
  const file = join(folder, 'merged');
  const writer = await TapeFileWriter.create(file, { ...traits, told });
  const rows = emptyRows(columnsOf({ ...traits, told }), BATCH_ROWS);
  const settle = async (): Promise<void> => {
    await writer.write(rows, table.streams);
    clearRows(rows);
  };
  const sink = { table, rows, guard: silencing(guard, sizes), settle, capacity: BATCH_ROWS };
  try {
    await mergeRows(files.map(runOf), sink);
    await settle();
    return { file, said: await writer.finish(table.streams, origin) };
  } finally {
    await writer.close();
  }
};

/** A guard that also forgets sizes that say nothing. */
const silencing = (guard: RowGuard | undefined, sizes: SizeLedger | undefined): RowGuard | undefined => {
  if (!sizes) return guard;
  return (next) => {
    // Runs and the rows that were counted name streams alike.
    sizes.silence(next.rows, next.row);
    return guard?.(next) ?? true;
  };
};

const runOf = (path: string): OrderedRows => {
  const tape = openTape(path);
  return {
    streams: tape.meta.streams,
    batches: readBatches(tape, { first: 0, end: tape.meta.batches.length }),
  };
};
