import { isoText } from '../../domain/iso-text.js';
import type { RowGuard } from '../../tape/sort/merge-rows.js';
import type { Stream } from '../../tape/stream.js';
import type { BadRow } from './quarantine.js';

/**
 * Leaves out bars that lie over the one before them, in order of time: a series cannot have two of one time.
 *
 * @param streams What the rows' streams mean; there may be more by the time a row comes.
 */
export const barGuard = (
  path: string,
  streams: () => readonly Stream[],
  leaveOut: (bad: BadRow) => void,
): RowGuard => {
  const ends = new Map<number, number>();
  return ({ rows, row }) => {
    // Numbers of the sorter that the rows were put into: runs name streams as it does.
    const stream = rows.stream[row] ?? 0;
    const { kind, symbol = '', every = '' } = streams()[stream] ?? {};
    if (kind !== 'bar') return true;
    const at = rows.at[row] ?? Number.NaN;
    const start = rows.columns.start?.[row] ?? Number.NaN;
    const last = ends.get(stream) ?? Number.NEGATIVE_INFINITY;
    if (start >= last) {
      ends.set(stream, at);
      return true;
    }
    const reason =
      at === last
        ? `${symbol} has a bar of ${every} to ${isoText(at)} already`
        : `begins before the bar before it ends (${isoText(last)}): is every=${every} right?`;
    const { open, high, low, close, volume } = rows.columns;
    const prices = [open, high, low, close, volume].map((column) => column?.[row] ?? Number.NaN);
    const raw = [isoText(start), symbol, ...prices].join(',');
    leaveOut({ path, line: rows.lines?.[row] ?? null, reason, raw });
    return false;
  };
};
