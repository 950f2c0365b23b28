/**
 * The fractional change from each value to the next: v[i + 1] / v[i] - 1, one fewer than there are values.
 *
 * @param values Prices, or what an account was worth, in order of time. After a 0 nothing can be said: NaN
 * from 0 to 0.
 */
export const simpleReturns = (values: readonly number[]): number[] =>
  values.slice(1).map((value, index) => value / (values[index] ?? Number.NaN) - 1);
