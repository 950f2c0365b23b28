import { DAY_MS, dateText, parseDate } from '../time/civil-date.js';
import { wallToEpoch } from '../time/zone.js';

/** Milliseconds that a zone is ahead of UTC at a local time, itself written as if it were UTC. */
export const localOffset = (local: number, timeZone: string): number => {
  const { year, month, day } = parseDate(dateText(Math.floor(local / DAY_MS)));
  const ms = local - Math.floor(local / DAY_MS) * DAY_MS;
  const wall = {
    year,
    month,
    day,
    hour: Math.floor(ms / 3_600_000),
    minute: Math.floor(ms / 60_000) % 60,
    second: Math.floor(ms / 1000) % 60,
    ms: ms % 1000,
  };
  return local - wallToEpoch(wall, timeZone);
};
