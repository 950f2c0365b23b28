import { assert } from '../domain/assert.js';

const HALF = 2 ** 32;
/** Stands in a row that has no instant; such rows are null for everyone else. */
const NO_INSTANT = -(2 ** 63);

/**
 * Writes instants as whole microseconds of 64 bits. Every number of milliseconds with six decimals comes back
 * as the very same number; a finer one has no place in a tape.
 *
 * Two halves of 32 bits: a 64-bit integer of the language costs an object each.
 */
export const writeMicros = (target: Int32Array, instants: Float64Array, rows: number): void => {
  for (let row = 0; row < rows; row += 1) {
    const instant = instants[row] ?? Number.NaN;
    const micros = Number.isNaN(instant) ? NO_INSTANT : Math.round(instant * 1000);
    // Within a second of 1970 a number of milliseconds is finer than any sum of decimals.
    const isWhole = micros / 1000 === instant || Number.isNaN(instant) || Math.abs(instant) < 1000;
    if (!isWhole) assert(false, `a tape was given the instant ${instant}, finer than a microsecond`);
    const high = Math.floor(micros / HALF);
    target[2 * row] = micros - high * HALF;
    target[2 * row + 1] = high;
  }
};

/** Puts NaN where a column that was read has no instant. */
export const forgetMissing = (instants: Float64Array, rows: number): void => {
  for (let row = 0; row < rows; row += 1) {
    if (instants[row] === NO_INSTANT / 1000) instants[row] = Number.NaN;
  }
};

/** Reads instants as epoch milliseconds, the fraction carrying microseconds. */
export const readMicros = (source: Int32Array, rows: number, target: Float64Array): void => {
  for (let row = 0; row < rows; row += 1) {
    target[row] = ((source[2 * row + 1] ?? 0) * HALF + ((source[2 * row] ?? 0) >>> 0)) / 1000;
  }
};
