/**
 * The largest value; minus infinity of nothing. (`Math.max(...)` takes no more values than the stack holds.)
 */
export const largest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
