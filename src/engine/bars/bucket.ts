import { assert } from '../../domain/assert.js';
import { parseEvery } from '../../domain/every.js';
import type { Calendar } from '../../time/calendar.js';
import { DAY_MS, dateText, dayOf, parseDate } from '../../time/civil-date.js';
import { epochToDate, startOfDay } from '../../time/zone.js';

/** The interval `[start, end)` a bar is made of, and the trading day it carries. */
export interface Bucket {
  readonly start: number;
  readonly end: number;
  /** Null where only the last constituent can say it: weeks and months without a calendar. */
  readonly sessionDate: string | null;
}

/** Finds the bucket an instant lies in; undefined outside every session. */
export type Buckets = (at: number) => Bucket | undefined;

/** Where buckets are cut. */
export interface Cut {
  readonly every: string;
  /** Null: `session` where a calendar is known, else `utc`. */
  readonly align: 'session' | 'utc' | { readonly offset: string } | null;
  readonly calendar: Calendar | null;
  /** The zone in which days and longer begin where no calendar says so. */
  readonly timeZone: string;
  /** The zone of the date of what lies inside a day. */
  readonly dateZone: string;
}

/**
 * Buckets of one length. Seconds to hours are counted from the session's open (and end with its close), or
 * from UTC midnight moved by an offset; days and longer are sessions, or calendar days of the zone.
 */
export const bucketsOf = (cut: Cut): Buckets => {
  const every = parseEvery(cut.every);
  assert(every, `buckets: ${cut.every} is no length`);
  const calendar = cut.align === null || cut.align === 'session' ? cut.calendar : null;
  switch (every.unit) {
    case 's':
    case 'm':
    case 'h': {
      const size = every.count * { s: 1_000, m: 60_000, h: 3_600_000 }[every.unit];
      return calendar ? withinSession(calendar, size) : withinDay(size, cut);
    }
    case 'd':
      if (calendar) return sessionDays(calendar, every.count);
      return typeof cut.align === 'object' && cut.align
        ? movedDays(every.count, cut)
        : days(cut.timeZone, every.count);
    case 'w':
      return spans(calendar, cut.timeZone, (day) => weekOf(day, every.count));
    case 'mo':
      return spans(calendar, cut.timeZone, (day) => monthOf(day, every.count));
  }
};

const offsetMs = (align: Cut['align']): number => {
  if (align === null || typeof align === 'string') return 0;
  const offset = parseEvery(align.offset);
  assert(offset && offset.unit !== 'mo', `buckets: ${align.offset} is no offset`);
  return offset.count * { s: 1_000, m: 60_000, h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS }[offset.unit];
};

const withinSession =
  (calendar: Calendar, size: number): Buckets =>
  (at) => {
    const session = calendar.sessionAt(at);
    if (!session) return undefined;
    const start = session.open + Math.floor((at - session.open) / size) * size;
    return { start, end: Math.min(start + size, session.close), sessionDate: session.date };
  };

const withinDay =
  (size: number, { align, dateZone }: Cut): Buckets =>
  (at) => {
    const offset = offsetMs(align);
    const day = Math.floor((at - offset) / DAY_MS) * DAY_MS + offset;
    const start = day + Math.floor((at - day) / size) * size;
    return { start, end: Math.min(start + size, day + DAY_MS), sessionDate: epochToDate(start, dateZone) };
  };

/** Days that begin at UTC midnight moved by an offset, each named by the date of its middle. */
const movedDays =
  (count: number, { align, dateZone }: Cut): Buckets =>
  (at) => {
    const offset = offsetMs(align);
    const [first, last] = groupOf(Math.floor((at - offset) / DAY_MS), count);
    const end = (last + 1) * DAY_MS + offset;
    return { start: first * DAY_MS + offset, end, sessionDate: epochToDate(end - DAY_MS / 2, dateZone) };
  };

const sessionDays = (calendar: Calendar, count: number): Buckets => {
  if (count !== 1) return spans(calendar, calendar.timeZone, (day) => groupOf(day, count));
  return (at) => {
    const session = calendar.sessionAt(at);
    return session && { start: session.open, end: session.close, sessionDate: session.date };
  };
};

const days = (timeZone: string, count: number): Buckets => {
  if (count !== 1) return spans(null, timeZone, (day) => groupOf(day, count));
  return (at) => {
    const date = epochToDate(at, timeZone);
    const next = dateText(dayOf(date) + 1);
    return { start: startOfDay(date, timeZone), end: startOfDay(next, timeZone), sessionDate: date };
  };
};

/** Buckets of several days: all days from the first to the last of the span that a day belongs to. */
const spans =
  (calendar: Calendar | null, timeZone: string, spanOf: (day: number) => Span): Buckets =>
  (at) => {
    const session = calendar?.sessionAt(at);
    if (calendar && !session) return undefined;
    const [first, last] = spanOf(dayOf(session ? session.date : epochToDate(at, timeZone)));
    if (!calendar) {
      const start = startOfDay(dateText(first), timeZone);
      return { start, end: startOfDay(dateText(last + 1), timeZone), sessionDate: null };
    }
    const opening = calendar.sessionOnOrAfter(dateText(first));
    const closing = calendar.sessionOnOrBefore(dateText(last));
    return { start: opening.open, end: closing.close, sessionDate: closing.date };
  };

/** First and last day, counted from 1970-01-01. */
type Span = readonly [first: number, last: number];

const groupOf = (day: number, count: number): Span => {
  const first = Math.floor(day / count) * count;
  return [first, first + count - 1];
};

/** Weeks begin on Monday; 1970-01-01 was a Thursday. */
const weekOf = (day: number, count: number): Span => {
  const first = Math.floor((day + 3) / (7 * count)) * 7 * count - 3;
  return [first, first + 7 * count - 1];
};

const monthOf = (day: number, count: number): Span => {
  const { year, month } = parseDate(dateText(day));
  const index = Math.floor((year * 12 + month - 1) / count) * count;
  return [firstOfMonth(index), firstOfMonth(index + count) - 1];
};

const firstOfMonth = (index: number): number => {
  const year = Math.floor(index / 12);
  return dayOf(`${String(year).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`);
};
