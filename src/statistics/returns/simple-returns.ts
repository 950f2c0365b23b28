/** The fractional change from each value to the next: one fewer than there are values. */
export const simpleReturns = (values: readonly number[]): number[] =>
  values.slice(1).map((value, index) => value / (values[index] ?? Number.NaN) - 1);
