/** The sum, from the first on; 0 of nothing. */
export const sum = (values: ArrayLike<number>): number => {
  let total = 0;
  for (let place = 0; place < values.length; place += 1) total += values[place] ?? Number.NaN;
  return total;
};
