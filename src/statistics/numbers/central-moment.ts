import { areEqual } from './are-equal.js';
import { mean } from './mean.js';

/** The mean of a power of the deviations from the mean, for a power above 1; 0 of equal values. */
export const centralMoment = (values: readonly number[], power: number): number => {
  if (areEqual(values)) return 0;
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** power));
};
