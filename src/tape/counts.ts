const HALF = 2 ** 32;

/** Stands in a row that has no count; such rows are null for everyone else. */
const NO_COUNT = -1;

/** Writes whole numbers as 64 bits, in two halves: a 64-bit integer of the language costs an object each. */
export const writeCounts = (target: Int32Array, counts: Float64Array, rows: number): void => {
  for (let row = 0; row < rows; row += 1) {
    const said = counts[row] ?? Number.NaN;
    const count = Number.isNaN(said) ? NO_COUNT : said;
    const high = Math.floor(count / HALF);
    target[2 * row] = count - high * HALF;
    target[2 * row + 1] = high;
  }
};

/** Reads whole numbers of 64 bits. */
export const readCounts = (source: Int32Array, rows: number, target: Float64Array): void => {
  for (let row = 0; row < rows; row += 1) {
    target[row] = (source[2 * row + 1] ?? 0) * HALF + ((source[2 * row] ?? 0) >>> 0);
  }
};

/** Puts NaN where a column that was read has no count. */
export const forgetUncounted = (counts: Float64Array, rows: number): void => {
  for (let row = 0; row < rows; row += 1) if (counts[row] === NO_COUNT) counts[row] = Number.NaN;
};
