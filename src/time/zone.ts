import type { CivilDate } from './civil-date.js';
import { DAY_MS, dateText, dayNumber, isCivilDate, parseDate } from './civil-date.js';

/** What a clock on a wall and the calendar beside it show; `ms` may have a fraction (microseconds). */
export interface WallTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second?: number;
  readonly ms?: number;
}

/** Four UTC days of a zone: its offset up to `changeAt` and from there on. */
interface ZoneSpan {
  readonly before: number;
  readonly after: number;
  readonly changeAt: number;
}

interface Zone {
  /** Null for UTC: it is never ahead of itself, and loading Intl's tables takes longer than a short run. */
  readonly fields: Intl.DateTimeFormat | null;
  readonly spans: Map<number, ZoneSpan>;
  /** Offsets at the ends of spans, which the next span begins with. */
  readonly edges: Map<number, number>;
}

const SPAN_MS = 4 * DAY_MS;
/** Before the year 1 Intl counts backwards without saying so; after 9999 dates would not sort as text. */
const FIRST_MS = dayNumber(1, 1, 1) * DAY_MS + SPAN_MS;
const LAST_MS = dayNumber(9999, 12, 31) * DAY_MS - SPAN_MS;
/** 2^15 spans are 359 years of one zone; beyond that its cache starts anew. */
const CACHED_SPANS_MAX = 32_768;
const zones = new Map<string, Zone>();

/**
 * The instant, in epoch milliseconds, at which the clocks of a zone show a wall time.
 *
 * A wall time that a spring change skips moves forward by the gap (02:30 becomes 03:30), one that an autumn
 * change repeats is the first of the two: Temporal's "compatible".
 *
 * @param wall A time that no clock shows (30 February, 24:00, second 60) throws a RangeError.
 */
export const wallToEpoch = (wall: WallTime, timeZone: string): number => {
  const local = localMs(wall);
  const zone = zoneNamed(timeZone);
  const earlier = offsetMs(local - DAY_MS, zone);
  const later = offsetMs(local + DAY_MS, zone);
  if (earlier === later || offsetMs(local - earlier, zone) === earlier) {
    return local - earlier;
  }
  // Neither offset fits a skipped time: the earlier one then moves it forward by the gap.
  return offsetMs(local - later, zone) === later ? local - later : local - earlier;
};

/** The date `YYYY-MM-DD` in a zone at an instant. */
export const epochToDate = (at: number, timeZone: string): string =>
  dateText(Math.floor((at + offsetMs(at, zoneNamed(timeZone))) / DAY_MS));

/** Minutes that a zone is ahead of UTC at an instant, negative west of it. */
export const offsetMinutesAt = (at: number, timeZone: string): number =>
  offsetMs(at, zoneNamed(timeZone)) / 60_000;

/** The instant at which a date begins in a zone: 00:00, or the first time after it where 00:00 is skipped. */
export const startOfDay = (date: string, timeZone: string): number => {
  // No spread: V8 takes two microseconds for one followed by further fields, thirty times the rest.
  const { year, month, day } = parseDate(date);
  return wallToEpoch({ year, month, day, hour: 0, minute: 0 }, timeZone);
};

/** Whether a name is one of the IANA time-zone database, such as `UTC`, `Etc/GMT+5`, `America/New_York`. */
export const isTimeZone = (name: string): boolean => {
  try {
    zoneNamed(name);
    return true;
  } catch {
    return false;
  }
};

const localMs = (wall: WallTime): number => {
  const { year, month, day, hour, minute, second = 0, ms = 0 } = wall;
  const isTime = within(hour, 24) && within(minute, 60) && within(second, 60) && within(ms, 1000);
  if (!isTime || !isCivilDate(wall)) {
    throw new RangeError(`no clock shows ${JSON.stringify(wall)}`);
  }
  return dayNumber(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
};

const within = (value: number, end: number): boolean => value >= 0 && value < end;

const zoneNamed = (name: string): Zone => {
  const known = zones.get(name);
  if (known !== undefined) {
    return known;
  }
  const zone: Zone = { fields: name === 'UTC' ? null : fieldsOf(name), spans: new Map(), edges: new Map() };
  zones.set(name, zone);
  return zone;
};

const fieldsOf = (timeZone: string): Intl.DateTimeFormat => {
  try {
    // Later Nodes take offsets such as +05:00 for names; no run may depend on the Node it runs on.
    if (/^[a-z]/i.test(timeZone)) {
      const numeric = 'numeric';
      const date = { year: numeric, month: numeric, day: numeric } as const;
      const time = { hour: numeric, minute: numeric, second: numeric, hourCycle: 'h23' } as const;
      return new Intl.DateTimeFormat('en-US', { timeZone, ...date, ...time });
    }
  } catch {
    // Intl's own message does not say what would be a name.
  }
  throw new RangeError(`"${timeZone}" is not a time zone: write an IANA name, for example America/New_York`);
};

/**
 * Milliseconds that a zone is ahead of UTC at an instant.
 *
 * Intl takes a microsecond or more for each answer, too long for every bar and quote; so it is asked for the
 * ends of four days. Since 1970 no zone has changed twice in a shorter time than Recife in October 2000,
 * seven days less an hour.
 */
const offsetMs = (at: number, zone: Zone): number => {
  const index = Math.floor(at / SPAN_MS);
  const span = zone.spans.get(index) ?? learnSpan(index, zone);
  return at < span.changeAt ? span.before : span.after;
};

const learnSpan = (index: number, zone: Zone): ZoneSpan => {
  let low = index * SPAN_MS;
  let high = low + SPAN_MS;
  if (!(low >= FIRST_MS && high <= LAST_MS)) {
    throw new RangeError(`${low} is not epoch milliseconds of the years 1 to 9999`);
  }
  const before = edgeOffset(low, zone);
  const after = edgeOffset(high, zone);
  while (before !== after && high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askIntl(middle, zone) === before) {
      low = middle;
    } else {
      high = middle;
    }
  }
  const learnt = { before, after, changeAt: before === after ? Number.POSITIVE_INFINITY : high };
  if (zone.spans.size >= CACHED_SPANS_MAX) {
    zone.spans.clear();
    zone.edges.clear();
  }
  zone.spans.set(index, learnt);
  return learnt;
};

const edgeOffset = (at: number, zone: Zone): number => {
  const known = zone.edges.get(at);
  if (known !== undefined) return known;
  const offset = askIntl(at, zone);
  zone.edges.set(at, offset);
  return offset;
};

const askIntl = (at: number, { fields }: Zone): number => {
  if (fields === null) return 0;
  // en-US writes month, day, year and time; only the digits count, its separators have changed before.
  const digits = fields.format(at).match(/\d+/g) ?? [];
  const [month, day, year, hour, minute, second] = digits.map(Number);
  if (
    month === undefined ||
    day === undefined ||
    year === undefined ||
    hour === undefined ||
    minute === undefined ||
    second === undefined
  ) {
    throw new Error(`Intl wrote "${fields.format(at)}" where a date and a time were expected`);
  }
  return localMs({ year, month, day, hour, minute, second }) - Math.floor(at / 1000) * 1000;
};
