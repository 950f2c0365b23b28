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

/** Digits of 16 bits in which instants are sorted. */
const DIGIT = 65_536;

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
  const offsets = new Float64Array(count);
  let most = 0;
  for (let row = 0; row < count; row += 1) {
    const offset = Math.round((at[row] ?? least) * 1000) - first;
    offsets[row] = offset;
    most = Math.max(most, offset);
  }
  let order = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) order[row] = row;
  order = sortedBy(order, (row) => ranks[stream[row] ?? 0] ?? 0);
  for (let unit = 1; unit <= most; unit *= DIGIT) {
    order = sortedBy(order, (row) => Math.floor((offsets[row] ?? 0) / unit) % DIGIT);
  }
  return order;
};

const sortedBy = (rows: Uint32Array, digitOf: (row: number) => number): Uint32Array<ArrayBuffer> => {
  const digits = new Uint16Array(rows.length);
  const starts = new Uint32Array(DIGIT + 1);
  for (let index = 0; index < rows.length; index += 1) {
    const digit = digitOf(rows[index] ?? 0);
    digits[index] = digit;
    starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
  }
  for (let digit = 0; digit < DIGIT; digit += 1) {
    starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0);
  }
  const sorted = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const digit = digits[index] ?? 0;
    const place = starts[digit] ?? 0;
    starts[digit] = place + 1;
    sorted[place] = rows[index] ?? 0;
  }
  return sorted;
};
