import type { ColumnBatch } from './column-batch.js';
import { EarlyActions } from './early-actions.js';
import { keepRows } from './keep-rows.js';
import { readBatches } from './read-batches.js';
import type { TapeFile } from './tape-file.js';

/** Which rows of a tape are wanted. */
export interface Wanted {
  /** Half-open, epoch milliseconds; a bar lies in it as a whole or is left out. */
  readonly from: number;
  readonly to: number;
  /** Which streams, by their places in the tape; a row's stream then is a place in this list. */
  readonly streams: readonly number[];
}

/** The batches of a tape with the rows that are wanted; batches that have none of them are not read. */
export async function* readRows(
  tape: TapeFile,
  wanted: Wanted,
): AsyncGenerator<ColumnBatch, void, undefined> {
  const { batches } = tape.meta;
  const first = lowest(batches.length, (index) => (batches[index]?.last ?? 0) >= wanted.from);
  const end = lowest(batches.length, (index) => (batches[index]?.first ?? 0) > wanted.to);
  const known = tape.meta.streams;
  const isBar = known.map(({ kind }) => kind === 'bar');
  const places = known.map((_, index) => wanted.streams.indexOf(index));
  const wantsAll = places.every((place, index) => place === index);
  const streams = wanted.streams.flatMap((index) => known[index] ?? []);
  const isCut = wanted.from > Number.NEGATIVE_INFINITY;
  const early = new EarlyActions(isCut ? streams : []);
  for await (const batch of readBatches(tape, { first, end, streams })) {
    if (!wantsAll || !isInside(batch, wanted)) {
      const { at, stream, columns } = batch;
      keepRows(batch, (row) => {
        const index = stream[row] ?? 0;
        stream[row] = places[index] ?? -1;
        if ((places[index] ?? -1) < 0) return false;
        const knownAt = at[row] ?? Number.NaN;
        if (!isBar[index]) return knownAt >= wanted.from && knownAt < wanted.to;
        return (columns.start?.[row] ?? Number.NaN) >= wanted.from && knownAt <= wanted.to;
      });
    }
    early.leaveOut(batch);
    if (batch.rows > 0) yield batch;
  }
}

/** Whether no row can lie outside the range; a bar begins before it is known. */
const isInside = ({ at, count, columns }: ColumnBatch, { from, to }: Wanted): boolean =>
  (at[0] ?? Number.NaN) >= from &&
  (at[count - 1] ?? Number.NaN) < to &&
  (columns.start === undefined || from === Number.NEGATIVE_INFINITY);

/** The first index from which on something holds; `count` where it never does. */
const lowest = (count: number, holds: (index: number) => boolean): number => {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};
