import { DAY_MS } from '../time/civil-date.js';
import { localOffset } from './local-offset.js';
import type { Stamp } from './read-stamp.js';

const BLOCK_MS = 900_000;

/**
 * Turns what a file writes into instants, in epoch milliseconds with microseconds as a fraction; what names
 * no zone is taken in `timeZone`.
 *
 * A quarter of an hour whose two ends have one offset is asked about once: nearly every row
 * has a neighbour in it.
 */
export const instantsIn = (timeZone: string): ((stamp: Stamp) => number) => {
  let blockStart = Number.NaN;
  let blockOffset = 0;

  const offsetAt = (local: number): number => {
    if (local >= blockStart && local < blockStart + BLOCK_MS) return blockOffset;
    const start = Math.floor(local / BLOCK_MS) * BLOCK_MS;
    const offset = localOffset(start, timeZone);
    if (offset !== localOffset(start + BLOCK_MS - 1, timeZone)) return localOffset(local, timeZone);
    blockStart = start;
    blockOffset = offset;
    return offset;
  };

  return ({ day, ms, fraction, offsetMs }) => {
    const local = day * DAY_MS + ms;
    return local - (offsetMs ?? offsetAt(local)) + fraction;
  };
};
