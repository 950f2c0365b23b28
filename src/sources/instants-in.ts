import type { CivilDate } from '../time/civil-date.js';
import { DAY_MS, dateText, parseDate } from '../time/civil-date.js';
import { wallToEpoch } from '../time/zone.js';
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

/** Milliseconds that a zone is ahead of UTC at a local time, itself written as if it were UTC. */
const localOffset = (local: number, timeZone: string): number => {
  const date = civilDate(Math.floor(local / DAY_MS));
  const ms = local - Math.floor(local / DAY_MS) * DAY_MS;
  const wall = {
    ...date,
    hour: Math.floor(ms / 3_600_000),
    minute: Math.floor(ms / 60_000) % 60,
    second: Math.floor(ms / 1000) % 60,
    ms: ms % 1000,
  };
  return local - wallToEpoch(wall, timeZone);
};

const civilDate = (day: number): CivilDate => parseDate(dateText(day));
