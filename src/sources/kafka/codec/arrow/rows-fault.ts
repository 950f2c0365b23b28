import { isoText } from '../../../../domain/iso-text.js';
import { byStream } from '../../../../tape/sort/stream-table.js';
import type { Stream } from '../../../../tape/stream.js';

/** Times and streams of the rows of one record. */
interface PlacedRows {
  readonly at: Float64Array;
  readonly numbers: Uint16Array;
  readonly streams: readonly Stream[];
}

/** The furthest from 1970 that dates go, in milliseconds. */
const INSTANT_MAX = 8.64e15;

/** What is wrong with the order of rows in a record; null where they keep the declared one. */
export const rowsFault = ({ at, numbers, streams }: PlacedRows): string | null => {
  const sorted = [...streams.keys()].sort((a, b) => compare(streams[a], streams[b]));
  const ranks = new Uint16Array(streams.length);
  for (const [rank, number] of sorted.entries()) ranks[number] = rank;
  let [lastAt, lastRank] = [Number.NEGATIVE_INFINITY, 0];
  for (let row = 0; row < at.length; row += 1) {
    const now = at[row] ?? Number.NaN;
    const number = numbers[row] ?? streams.length;
    if (number >= streams.length)
      return `its row ${row} is of stream ${number}, and it names ${streams.length}`;
    if (!(Math.abs(now) <= INSTANT_MAX)) return `the time of its row ${row} is no instant`;
    const rank = ranks[number] ?? 0;
    if (!(now > lastAt || (now === lastAt && rank >= lastRank))) {
      return `its rows are out of order: row ${row} at ${isoText(now)} comes behind ${isoText(lastAt)}`;
    }
    lastAt = now;
    lastRank = rank;
  }
  return null;
};

const compare = (a: Stream | undefined, b: Stream | undefined): number => (a && b ? byStream(a, b) : 0);
