/** The days of the proleptic Gregorian calendar as whole numbers, and as text `YYYY-MM-DD`. */

/** A date by its parts, the month from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Milliseconds in a day that has no daylight saving change. */
export const DAY_MS = 86_400_000;

/** A tape of centuries must not grow the cache without end; 2^17 days are 358 years. */
const CACHED_DAYS_MAX = 131_072;
const ERA_DAYS = 146_097;
const texts = new Map<number, string>();

/**
 * Days from 1970-01-01 to a date; negative before it.
 *
 * The year is counted from March, so that the leap day is its last day (Howard Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms"). `Date.UTC` would read the years 0 to 99 as 1900 to 1999.
 */
export const dayNumber = (year: number, month: number, day: number): number => {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * ERA_DAYS + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
};

/** Day of the week of a day number: 0 is Sunday, 6 is Saturday. */
export const weekday = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** Whether a month has such a day; NaN anywhere makes it false. */
export const isCivilDate = ({ year, month, day }: CivilDate): boolean =>
  month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysInMonth(year, month));

/**
 * Reads a text `YYYY-MM-DD`.
 *
 * @param date Another form, or a day that no month has, throws a RangeError.
 */
export const parseDate = (date: string): CivilDate => {
  const parts = partsOf(date);
  if (parts) return parts;
  throw new RangeError(`"${date}" is not a date: write YYYY-MM-DD, for example 2024-02-29`);
};

/** Whether a text is one that `parseDate` reads. */
export const isDateText = (text: string): boolean => partsOf(text) !== null;

const partsOf = (date: string): CivilDate | null => {
  const parts = { year: digits(date, 0, 4), month: digits(date, 5, 7), day: digits(date, 8, 10) };
  const isFormed = date.length === 10 && date[4] === '-' && date[7] === '-' && parts.year >= 0;
  return isFormed && isCivilDate(parts) ? parts : null;
};

/** The day number of a text `YYYY-MM-DD`, read as `parseDate` does. */
export const dayOf = (date: string): number => {
  const { year, month, day } = parseDate(date);
  return dayNumber(year, month, day);
};

/**
 * The text `YYYY-MM-DD` of a day number.
 *
 * @param day Outside the years 0 to 9999 throws a RangeError, because such texts would not sort.
 */
export const dateText = (day: number): string => {
  const known = texts.get(day);
  if (known !== undefined) {
    return known;
  }
  const text = writeDate(day);
  if (texts.size >= CACHED_DAYS_MAX) {
    texts.clear();
  }
  texts.set(day, text);
  return text;
};

/** The inverse of `dayNumber`, from the same source. */
const writeDate = (day: number): string => {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 0 && year <= 9999)) {
    throw new RangeError(
      `day ${day} after 1970-01-01 is outside the years 0 to 9999: are the times in milliseconds?`,
    );
  }
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(dayOfMonth)}`;
};

const pad = (value: number): string => String(value).padStart(2, '0');

const daysInMonth = (year: number, month: number): number =>
  month === 12 ? 31 : dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);

/** A whole number out of digits, else NaN: `Number` would also take spaces, signs and exponents. */
const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
};
