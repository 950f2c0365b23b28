import { createHash } from 'node:crypto';
import { canonical } from '../domain/canonical.js';
import { byCodePoint } from '../domain/event-order.js';
import type { Mark } from '../domain/mark.js';

/** SHA-256 of marks as text, a line each; it depends on no file format and on no library's version. */
export const marksHash = (marks: Iterable<Mark>): string => {
  const hash = createHash('sha256');
  for (const mark of marks) hash.update(`${lineOf(mark)}\n`, 'utf8');
  return hash.digest('hex');
};

/** A symbol whose bar did not make the row is left out, whether it stands there as null or not at all. */
const lineOf = ({ at, sessionDate, equity, exposure, prices }: Mark): string => {
  const rows = Object.entries(prices)
    .toSorted(([a], [b]) => byCodePoint(a, b))
    .flatMap(([symbol, bar]) => (bar === null ? [] : [[symbol, bar.open, bar.high, bar.low, bar.close]]));
  return canonical([at, sessionDate, equity, exposure, ...rows]);
};
