import { DAY_MS } from '../../../time/civil-date.js';
import { type BarTimes, barTimes } from '../../bar-times.js';
import { RowFault } from '../../row-fault.js';
import type { MappedBars } from './topic-mapping.js';

/** When the bar of a time begins and is known, or what is wrong with it. */
type BarTimesAt = (at: number) => BarTimes | string;

/** How the time of somebody else's bar is meant, as that of a file is: days are dates, the rest elapsed. */
export const mappedBarTimes = ({ every = '', stamp = 'start', tz = 'UTC' }: MappedBars): BarTimesAt => {
  const timesOf = barTimes({ every, stamp, timeZone: tz, calendar: undefined });
  return (at) => {
    const day = Math.floor(at / DAY_MS);
    const ms = Math.floor(at - day * DAY_MS);
    const fraction = at - day * DAY_MS - ms;
    try {
      return timesOf({ day, ms, fraction, offsetMs: 0, hasTime: true });
    } catch (cause) {
      if (cause instanceof RowFault) return `its time ${cause.message}`;
      throw cause;
    }
  };
};
