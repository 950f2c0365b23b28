import type { MarketEvent } from '../domain/market-event.js';
import type { Source } from '../sources/source.js';
import { ColumnBatch } from '../tape/column-batch.js';
import { EarlyActions } from '../tape/early-actions.js';
import { keepRows } from '../tape/keep-rows.js';
import type { Rows } from '../tape/rows.js';
import type { Stream } from '../tape/stream.js';
import type { Segment, SharedTape } from './shared-tape.js';

/**
 * A tape in shared memory as a source, from an instant on: nothing that begins before it is part of it.
 *
 * Its batches lie over the shared columns themselves; only where the range begins are rows copied.
 */
export const sharedSource = (tape: SharedTape, from: number): Source => {
  const { uri, series, tz, coverage, adjusted, notices } = tape;
  const batches = (): AsyncIterable<ColumnBatch> => batchesOf(tape, from);
  return { uri, series, tz, coverage, adjusted, notices, batches, rows: () => eventsOf(batches()) };
};

// eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, memory is not
async function* batchesOf(
  { segments, streams }: SharedTape,
  from: number,
): AsyncGenerator<ColumnBatch, void, undefined> {
  const early = new EarlyActions(from > Number.NEGATIVE_INFINITY ? streams : []);
  for (const segment of segments) {
    if ((segment.at[segment.rows - 1] ?? Number.NaN) < from) continue;
    const isCut = early.isWaiting || beginsBefore(segment, from);
    const rows = isCut ? rowsFrom(segment, { streams, from }) : rowsOf(segment);
    if (isCut) early.leaveOut(rows);
    if (rows.count > 0) yield new ColumnBatch(rows, streams);
  }
}

/** Whether some row does; a bar begins before it is known, so that any of them may. */
const beginsBefore = ({ rows, at, columns: { start } }: Segment, from: number): boolean => {
  if ((at[0] ?? Number.NaN) < from) return true;
  for (let row = 0; start && row < rows; row += 1) if ((start[row] ?? Number.NaN) < from) return true;
  return false;
};

async function* eventsOf(
  batches: AsyncIterable<ColumnBatch>,
): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  for await (const batch of batches) yield Array.from({ length: batch.rows }, (_, row) => batch.event(row));
}

/** All rows of a segment, its columns as they lie. */
const rowsOf = (segment: Segment): Rows => {
  const { rows, stream, at, columns } = segment;
  return { count: rows, stream, at, columns, data: textsIn(segment) };
};

/** A copy of the rows that do not begin before an instant. */
const rowsFrom = (
  segment: Segment,
  { streams, from }: { streams: readonly Stream[]; from: number },
): Rows => {
  const rows: Rows = {
    count: segment.rows,
    stream: segment.stream.slice(),
    at: segment.at.slice(),
    columns: Object.fromEntries(
      Object.entries(segment.columns).map(([name, column]) => [name, column.slice()]),
    ),
    data: textsIn(segment),
  };
  keepRows(rows, (row) => {
    const isBar = streams[rows.stream[row] ?? 0]?.kind === 'bar';
    return ((isBar ? rows.columns.start?.[row] : rows.at[row]) ?? Number.NaN) >= from;
  });
  return rows;
};

/** The texts of rows; an empty list where no row has one. */
const textsIn = ({ texts, rows }: Pick<Segment, 'texts' | 'rows'>): (string | null)[] => {
  if (texts === null) return [];
  const { ends, bytes } = texts;
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: rows }, (_, row) => {
    const [start, end] = [ends[row - 1] ?? 0, ends[row] ?? 0];
    // Every JSON has at least one character.
    return start === end ? null : all.toString('utf8', start, end);
  });
};
