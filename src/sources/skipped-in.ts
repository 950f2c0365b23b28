import { DAY_MS } from '../time/civil-date.js';
import { offsetMinutesAt } from '../time/zone.js';
import { localOffset } from './local-offset.js';
import type { Stamp } from './read-stamp.js';

const BLOCK_MS = 900_000;

/**
 * Tells whether a time that names no zone is one that the clocks of a zone skip as they are set forward.
 *
 * The first of them is the end of the time before, so a bar that is named by its end may bear it. A quarter
 * of an hour is asked about once.
 */
export const skippedIn = (timeZone: string): ((stamp: Stamp) => boolean) => {
  let clearFrom = timeZone === 'UTC' ? Number.NEGATIVE_INFINITY : Number.NaN;
  let clearTo = timeZone === 'UTC' ? Number.POSITIVE_INFINITY : Number.NaN;

  const isSkipped = (local: number): boolean => {
    if (local >= clearFrom && local < clearTo) return false;
    const start = Math.floor(local / BLOCK_MS) * BLOCK_MS;
    const end = start + BLOCK_MS;
    if (!isMoved(start, timeZone) && !isMoved(end - 1, timeZone)) {
      clearFrom = start;
      clearTo = end;
      return false;
    }
    return isMoved(local, timeZone);
  };

  return ({ day, ms, offsetMs, hasTime }) => hasTime && offsetMs === null && isSkipped(day * DAY_MS + ms);
};

/** Whether a local time has to be moved forward to be one that clocks show. */
const isMoved = (local: number, timeZone: string): boolean => {
  const offset = localOffset(local, timeZone);
  const at = local - offset;
  const minutes = offsetMinutesAt(at, timeZone);
  return minutes * 60_000 !== offset && offsetMinutesAt(at - 1, timeZone) === minutes;
};
