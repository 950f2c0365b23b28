import type { Rows } from '../rows.js';

/** What decides the place of a row in the declared order. */
export interface RowPlace {
  readonly at: number;
  readonly stream: number;
}

/** Comes before every row. */
export const FIRST_PLACE: RowPlace = { at: Number.NEGATIVE_INFINITY, stream: 0 };

/** Whether rows stand in the declared order. */
export const isOrdered = ({ count, at, stream }: Rows, ranks: Uint16Array): boolean => {
  let lastAt = Number.NEGATIVE_INFINITY;
  let lastRank = 0;
  for (let row = 0; row < count; row += 1) {
    const now = at[row] ?? Number.NaN;
    const rank = ranks[stream[row] ?? 0] ?? 0;
    if (now < lastAt || (now === lastAt && rank < lastRank)) return false;
    lastAt = now;
    lastRank = rank;
  }
  return true;
};

/** Instants are sorted by digits of 16 bits. */
const [DIGIT_BITS, DIGITS] = [16, 65_536] as const;
/** What lies above is in the second word of an instant. */
const WORD = 2 ** 32;

/**
 * The rows in the declared order, as their numbers; rows of one stream and instant stay as they stood.
 *
 * Sorted digit by digit, the last first: for a million rows ten times faster than by comparing them.
 */
export const orderOf = ({ count, at, stream }: Rows, ranks: Uint16Array): Uint32Array => {
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row < count; row += 1) least = Math.min(least, at[row] ?? least);
  // Microseconds of two centuries are whole numbers that are exact; a difference of milliseconds is not.
  const first = Math.round(least * 1000);
  const [low, high] = [new Uint32Array(count), new Uint32Array(count)];
  const digits = new Uint16Array(count);
  let most = 0;
  for (let row = 0; row < count; row += 1) {
    const offset = Math.round((at[row] ?? least) * 1000) - first;
    // A word takes what it has room for, which is the rest of a division by its size.
    low[row] = offset;
    high[row] = offset / WORD;
    digits[row] = ranks[stream[row] ?? 0] ?? 0;
    most = Math.max(most, offset);
  }
  let order = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) order[row] = row;
  order = sortedBy(order, digits);
  for (let unit = 1, place = 0; unit <= most; unit *= DIGITS, place += 1) {
    const word = place < 2 ? low : high;
    const shift = (place % 2) * DIGIT_BITS;
    for (let row = 0; row < count; row += 1) digits[row] = (word[row] ?? 0) >>> shift;
    order = sortedBy(order, digits);
  }
  return order;
};

/** Rows by one digit of each; those that have the same stay as they stood. */
const sortedBy = (rows: Uint32Array<ArrayBuffer>, digits: Uint16Array): Uint32Array<ArrayBuffer> => {
  const starts = new Uint32Array(DIGITS + 1);
  let largest = 0;
  for (let row = 0; row < digits.length; row += 1) {
    const digit = digits[row] ?? 0;
    starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
    if (digit > largest) largest = digit;
  }
  // All of them have one.
  if (starts[largest + 1] === rows.length) return rows;
  for (let digit = 0; digit <= largest; digit += 1) {
    starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0);
  }
  const sorted = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const digit = digits[row] ?? 0;
    const place = starts[digit] ?? 0;
    starts[digit] = place + 1;
    sorted[place] = row;
  }
  return sorted;
};
