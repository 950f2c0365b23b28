import { areEqual } from './are-equal.js';
import { mean } from './mean.js';

/** The mean of a power of the deviations from the mean, for a power above 1; NaN of nothing. */
export const centralMoment = (values: readonly number[], power: number): number => {
  if (values.length > 0 && areEqual(values)) return 0;
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** power));
};
