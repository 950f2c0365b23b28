import { DAY_MS, dayNumber } from '../time/civil-date.js';

/** A time as it is written in a file, not yet an instant. */
export interface Stamp {
  /** Days since 1970-01-01 of the date that is written. */
  day: number;
  /** Whole milliseconds after that date's 00:00. */
  ms: number;
  /** Microseconds, as a fraction of a millisecond; kept apart so that no zone's offset rounds it. */
  fraction: number;
  /** Milliseconds ahead of UTC; null where no zone is named. */
  offsetMs: number | null;
  /** False for a date alone. */
  hasTime: boolean;
}

/** A stamp to be filled in by `readDate` and `readTime`. */
export const newStamp = (): Stamp => ({ day: 0, ms: 0, fraction: 0, offsetMs: null, hasTime: false });

/** A piece of text as bytes, and how far it has been read. */
export interface Cursor {
  bytes: Buffer;
  index: number;
  end: number;
}

const ZERO = 48;
const [SPACE, PLUS, MINUS, POINT, COLON, UPPER_T, UPPER_Z, LOWER_T, LOWER_Z] = [
  32, 43, 45, 46, 58, 84, 90, 116, 122,
] as const;
const EPOCH_DIGITS_MIN = 11;
/** Thirteen digits last until 2286; fourteen would rather be YYYYMMDDHHMMSS, sixteen microseconds. */
const EPOCH_DIGITS_MAX = 13;
const FRACTION_DIGITS_MAX = 9;

/**
 * Reads a date with or without a time: ISO 8601 (zone or none), `YYYYMMDD`, or epoch milliseconds.
 *
 * @returns Whether the whole text was one.
 */
export const readStamp = (cursor: Cursor, stamp: Stamp): boolean => {
  stamp.ms = 0;
  stamp.fraction = 0;
  stamp.offsetMs = null;
  stamp.hasTime = false;
  const { bytes, index, end } = cursor;
  const digitsEnd = skipDigits(cursor);
  if (digitsEnd - index >= EPOCH_DIGITS_MIN) return readEpoch(cursor, digitsEnd, stamp);
  if (!readDate(cursor, stamp)) return false;
  if (cursor.index === end) return true;
  const separator = bytes[cursor.index];
  if (separator !== SPACE && separator !== UPPER_T && separator !== LOWER_T) return false;
  cursor.index += 1;
  return readTime(cursor, stamp);
};

/**
 * Reads a time of day, `HH:MM[:SS[.ffffff]]`, with or without a zone. Digits beyond microseconds are cut off.
 */
export const readTime = (cursor: Cursor, stamp: Stamp): boolean => {
  const { bytes, end } = cursor;
  const hour = readDigits(cursor, 2);
  const hasMinute = take(cursor, COLON);
  const minute = readDigits(cursor, 2);
  const second = take(cursor, COLON) ? readDigits(cursor, 2) : 0;
  // A comparison with NaN is false, so a missing digit ends here too.
  if (!(hasMinute && hour < 24 && minute < 60 && second < 60)) return false;
  stamp.hasTime = true;
  stamp.ms = ((hour * 60 + minute) * 60 + second) * 1000;
  if (bytes[cursor.index] === POINT && !readFraction(cursor, stamp)) return false;
  return cursor.index === end || readZone(cursor, stamp);
};

const readDate = (cursor: Cursor, stamp: Stamp): boolean => {
  const year = readDigits(cursor, 4);
  const isDashed = take(cursor, MINUS);
  const month = readDigits(cursor, 2);
  if (isDashed && !take(cursor, MINUS)) return false;
  const day = readDigits(cursor, 2);
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return false;
  stamp.day = dayNumber(year, month, day);
  return day <= 28 || stamp.day < (month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1));
};

const readFraction = (cursor: Cursor, stamp: Stamp): boolean => {
  cursor.index += 1;
  const start = cursor.index;
  const digits = skipDigits(cursor) - start;
  if (digits < 1 || digits > FRACTION_DIGITS_MAX) return false;
  const milliseconds = readDigits(cursor, Math.min(digits, 3)) * 10 ** (3 - Math.min(digits, 3));
  const rest = Math.min(Math.max(digits - 3, 0), 3);
  const microseconds = rest === 0 ? 0 : readDigits(cursor, rest) * 10 ** (3 - rest);
  stamp.ms += milliseconds;
  stamp.fraction = microseconds / 1000;
  cursor.index = start + digits;
  return true;
};

const readZone = (cursor: Cursor, stamp: Stamp): boolean => {
  if (take(cursor, UPPER_Z) || take(cursor, LOWER_Z)) {
    stamp.offsetMs = 0;
    return cursor.index === cursor.end;
  }
  const isWest = take(cursor, MINUS);
  if (!isWest && !take(cursor, PLUS)) return false;
  const hours = readDigits(cursor, 2);
  take(cursor, COLON);
  const minutes = cursor.index === cursor.end ? 0 : readDigits(cursor, 2);
  if (!(hours < 24 && minutes < 60)) return false;
  stamp.offsetMs = (hours * 60 + minutes) * (isWest ? -60_000 : 60_000);
  return cursor.index === cursor.end;
};

const readEpoch = (cursor: Cursor, digitsEnd: number, stamp: Stamp): boolean => {
  const digits = digitsEnd - cursor.index;
  if (digits > EPOCH_DIGITS_MAX) return false;
  const milliseconds = readDigits(cursor, digits);
  stamp.hasTime = true;
  stamp.offsetMs = 0;
  stamp.day = Math.floor(milliseconds / DAY_MS);
  stamp.ms = milliseconds - stamp.day * DAY_MS;
  if (cursor.index === cursor.end) return true;
  return cursor.bytes[cursor.index] === POINT && readEpochFraction(cursor, stamp);
};

const readEpochFraction = (cursor: Cursor, stamp: Stamp): boolean => {
  cursor.index += 1;
  const digits = skipDigits(cursor) - cursor.index;
  if (digits < 1 || digits > FRACTION_DIGITS_MAX) return false;
  const kept = Math.min(digits, 3);
  const start = cursor.index;
  stamp.fraction = (readDigits(cursor, kept) * 10 ** (3 - kept)) / 1000;
  cursor.index = start + digits;
  return cursor.index === cursor.end;
};

/** Where the digits at the cursor end; the cursor stays. */
const skipDigits = ({ bytes, index, end }: Cursor): number => {
  let at = index;
  while (at < end && isDigit(bytes[at])) at += 1;
  return at;
};

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= ZERO + 9;

/** A number of exactly so many digits; NaN if there are fewer. */
const readDigits = (cursor: Cursor, count: number): number => {
  const end = cursor.index + count;
  if (end > cursor.end) return Number.NaN;
  let value = 0;
  for (; cursor.index < end; cursor.index += 1) {
    const byte = cursor.bytes[cursor.index];
    if (!isDigit(byte)) return Number.NaN;
    value = value * 10 + (byte ?? 0) - ZERO;
  }
  return value;
};

const take = (cursor: Cursor, byte: number): boolean => {
  if (cursor.index >= cursor.end || cursor.bytes[cursor.index] !== byte) return false;
  cursor.index += 1;
  return true;
};
