import { assert } from '../../domain/assert.js';
import type { Rows } from '../rows.js';
import type { Stream } from '../stream.js';
import { type CopyRow, rowCopier } from './copy-row.js';
import type { StreamTable } from './stream-table.js';

/** Rows in the declared order, and what their streams mean. */
export interface OrderedRows {
  readonly streams: readonly Stream[];
  readonly batches: AsyncIterable<Rows>;
}

/** The row that comes next, as whoever takes rows may see it. */
export interface NextRow {
  readonly rows: Rows;
  readonly row: number;
  /** Which of the inputs it is from. */
  readonly input: number;
  /** By what number the table names its stream. */
  readonly stream: number;
}

/** Looks at rows in order; false leaves one out. */
export type RowGuard = (next: NextRow) => boolean;

/** Where merged rows go. */
export interface RowSink {
  readonly table: StreamTable;
  readonly rows: Rows;
  readonly guard?: RowGuard | undefined;
  /** Called when there is room for no more. */
  readonly settle: () => Promise<void>;
  readonly capacity: number;
}

/** A place in one input. */
interface Cursor {
  readonly input: number;
  readonly batches: AsyncIterator<Rows>;
  readonly streams: readonly Stream[];
  readonly places: Uint16Array;
  rows: Rows;
  row: number;
  copy: CopyRow;
  at: number;
  rank: number;
}

/**
 * Merges rows that are each in the declared order; of one stream and instant those of the first input come
 * first. Holds a batch of each.
 */
export const mergeRows = async (inputs: readonly OrderedRows[], sink: RowSink): Promise<void> => {
  const opened = inputs.map((input, index) => cursorOf(input, index, sink));
  try {
    const isFilled = await Promise.all(opened.map((cursor) => fill(cursor, sink)));
    let cursors = opened.filter((_, index) => isFilled[index]);
    while (cursors.length > 0) {
      const [first, second] = nextTwo(cursors);
      if (await takeRun(first, second, sink)) continue;
      if (await fill(first, sink)) continue;
      cursors = cursors.filter((cursor) => cursor !== first);
    }
  } finally {
    for (const { batches } of opened) await batches.return?.();
  }
};

const cursorOf = ({ streams, batches }: OrderedRows, input: number, sink: RowSink): Cursor => ({
  input,
  batches: batches[Symbol.asyncIterator](),
  streams,
  places: Uint16Array.from(streams, (stream) => sink.table.place(stream)),
  rows: sink.rows,
  row: 0,
  copy: () => undefined,
  at: 0,
  rank: 0,
});

/** Goes to the next batch of an input; false where there is none. */
const fill = async (cursor: Cursor, sink: RowSink): Promise<boolean> => {
  for (;;) {
    const next = await cursor.batches.next();
    if (next.done) return false;
    if (next.value.count === 0) continue;
    cursor.rows = next.value;
    cursor.row = 0;
    cursor.copy = rowCopier(next.value, sink.rows, cursor);
    look(cursor, sink);
    return true;
  }
};

const look = (cursor: Cursor, { table }: RowSink): void => {
  cursor.at = cursor.rows.at[cursor.row] ?? Number.NaN;
  cursor.rank = table.ranks[cursor.places[cursor.rows.stream[cursor.row] ?? 0] ?? 0] ?? 0;
};

/** Which cursor comes first, and which after it; with few inputs looking at all is as fast as any tree. */
const nextTwo = (cursors: readonly Cursor[]): readonly [Cursor, Cursor | undefined] => {
  let [first, second]: [Cursor | undefined, Cursor | undefined] = [undefined, undefined];
  for (const cursor of cursors) {
    if (first === undefined || isBefore(cursor, first)) [first, second] = [cursor, first];
    else if (second === undefined || isBefore(cursor, second)) second = cursor;
  }
  assert(first, 'no input is left to merge');
  return [first, second];
};

const isBefore = (a: Cursor, b: Cursor): boolean => {
  if (a.at !== b.at) return a.at < b.at;
  return a.rank === b.rank ? a.input < b.input : a.rank < b.rank;
};

/** Takes rows while no other input comes before them; false where the batch is used up. */
const takeRun = async (cursor: Cursor, other: Cursor | undefined, sink: RowSink): Promise<boolean> => {
  while (cursor.row < cursor.rows.count) {
    look(cursor, sink);
    if (other && isBefore(other, cursor)) return true;
    if (sink.guard?.(nextOf(cursor)) ?? true) {
      cursor.copy(cursor.row);
      if (sink.rows.count >= sink.capacity) await sink.settle();
    }
    cursor.row += 1;
  }
  return false;
};

const nextOf = ({ rows, row, input, places }: Cursor): NextRow => ({
  rows,
  row,
  input,
  stream: places[rows.stream[row] ?? 0] ?? 0,
});
