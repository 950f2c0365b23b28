import { assert } from '../domain/assert.js';
import { everyMs, parseEvery } from '../domain/every.js';
import type { Calendar } from '../time/calendar.js';
import { dateText, dayNumber, dayOf, parseDate, weekday } from '../time/civil-date.js';
import { epochToDate, startOfDay } from '../time/zone.js';
import { instantsIn } from './instants-in.js';
import type { Stamp } from './read-stamp.js';
import { RowFault } from './row-fault.js';

/** When a bar begins, when it is known, and the trading day it belongs to. */
export interface BarTimes {
  readonly start: number;
  readonly at: number;
  readonly sessionDate: string;
}

/** What says how a bar's time in a file is meant. */
export interface BarTimeRules {
  readonly every: string;
  /** Which end of its bar a time stands for. */
  readonly stamp: 'start' | 'end';
  readonly timeZone: string;
  readonly calendar: Calendar | undefined;
}

type BarTimesOf = (stamp: Stamp) => BarTimes;

const [SUNDAY, SATURDAY] = [0, 6] as const;

/**
 * How the time of a row becomes the times of its bar.
 *
 * Seconds, minutes and hours are elapsed time. Days, weeks and months are dates: from a session's open to a
 * session's close where a calendar is known, else from 00:00 to 24:00 in `timeZone`; a week ends on Sunday.
 * Under `stamp: 'end'` a date alone is the last one contained.
 */
export const barTimes = (rules: BarTimeRules): BarTimesOf => {
  const every = parseEvery(rules.every);
  assert(every, `a source was opened with bars of '${rules.every}'`);
  const { count, unit } = every;
  if (unit === 'd' || unit === 'w' || unit === 'mo') return dated(rules, { count, unit });
  return elapsed(rules, everyMs(rules.every));
};

const elapsed = ({ every, stamp: end, timeZone, calendar }: BarTimeRules, length: number): BarTimesOf => {
  const instantOf = instantsIn(timeZone);
  const before = end === 'end' ? length : 0;
  // Every session of a known exchange lies inside its own date, and so does what trades before and after it.
  const dateZone = calendar?.timeZone ?? timeZone;
  return (stamp) => {
    if (!stamp.hasTime) throw new RowFault(`has a date without a time, and bars of ${every} need one`);
    const start = instantOf(stamp) - before;
    return { start, at: start + length, sessionDate: epochToDate(start, dateZone) };
  };
};

/** The first and the last day of a bar, as day numbers, both contained. */
interface DayRange {
  readonly first: number;
  readonly last: number;
}

const dated = (
  rules: BarTimeRules,
  { count, unit }: { count: number; unit: 'd' | 'w' | 'mo' },
): BarTimesOf => {
  const { timeZone, calendar } = rules;
  const instantOf = instantsIn(timeZone);
  let known: { readonly day: number; readonly times: BarTimes } | undefined;

  const timesOn = (day: number): BarTimes => {
    if (known?.day !== day) {
      const range = rules.stamp === 'end' ? daysUpTo(day, count, unit) : daysFrom(day, count, unit);
      known = { day, times: calendar ? sessionTimes(range, calendar) : dayTimes(range, timeZone) };
    }
    return known.times;
  };

  return (stamp) => {
    if (!stamp.hasTime) return timesOn(stamp.day);
    const instant = instantOf(stamp);
    const date = epochToDate(instant, timeZone);
    if (instant === startOfDay(date, timeZone)) return timesOn(dayOf(date) - (rules.stamp === 'end' ? 1 : 0));
    if (calendar !== undefined) return timesOn(dayOf(epochToDate(instant, calendar.timeZone)));
    if (unit === 'mo') throw new RowFault(`is a month that does not begin at 00:00 in ${timeZone}`);
    const days = unit === 'w' ? 7 * count : count;
    const other = instantOf({ ...stamp, day: stamp.day + (rules.stamp === 'end' ? -days : days) });
    const [start, at] = rules.stamp === 'end' ? [other, instant] : [instant, other];
    return { start, at, sessionDate: epochToDate(unit === 'w' ? at - 1 : start, timeZone) };
  };
};

/** The days of a bar that begins on a day. A label on a weekend begins the week, as currency markets do. */
const daysFrom = (day: number, count: number, unit: 'd' | 'w' | 'mo'): DayRange => {
  if (unit === 'd') return { first: day, last: day + count - 1 };
  if (unit === 'mo') return { first: day, last: monthStart(day, count) - 1 };
  const weekStart = isWeekend(day) ? day : monday(day);
  return { first: day, last: weekStart + 7 * count - 1 };
};

/** The days of a bar of which a day is the last. */
const daysUpTo = (day: number, count: number, unit: 'd' | 'w' | 'mo'): DayRange => {
  if (unit === 'd') return { first: day - count + 1, last: day };
  if (unit === 'mo') return { first: monthStart(day, 1 - count), last: day };
  return { first: monday(day) - 7 * (count - 1), last: day };
};

const isWeekend = (day: number): boolean => weekday(day) === SUNDAY || weekday(day) === SATURDAY;

const monday = (day: number): number => day - ((weekday(day) + 6) % 7);

/** The first day of the month so many months after a day's own. */
const monthStart = (day: number, months: number): number => {
  const { year, month } = parseDate(dateText(day));
  const index = year * 12 + (month - 1) + months;
  return dayNumber(Math.floor(index / 12), (index % 12) + 1, 1);
};

const dayTimes = ({ first, last }: DayRange, timeZone: string): BarTimes => ({
  start: startOfDay(dateText(first), timeZone),
  at: startOfDay(dateText(last + 1), timeZone),
  sessionDate: dateText(last),
});

const sessionTimes = ({ first, last }: DayRange, calendar: Calendar): BarTimes => {
  const opening = calendar.sessionOnOrAfter(dateText(first));
  const closing = calendar.sessionOnOrBefore(dateText(last));
  if (opening.date <= closing.date) {
    return { start: opening.open, at: closing.close, sessionDate: closing.date };
  }
  const days = first === last ? dateText(first) : `${dateText(first)} to ${dateText(last)}`;
  throw new RowFault(`${days} is no session of ${calendar.name}`);
};
