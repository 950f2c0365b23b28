/**
 * The largest value; minus infinity of nothing. (`Math.max(...)` takes no more values than the stack holds.)
 */
export const largest = (values: ArrayLike<number>): number => {
  let most = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < values.length; place += 1) most = Math.max(most, values[place] ?? Number.NaN);
  return most;
};
