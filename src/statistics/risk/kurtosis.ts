import { centralMoment } from '../numbers/central-moment.js';
import { known } from '../numbers/known.js';

/**
 * How fat the tails of returns are: the fourth central moment over the squared variance, both over n.
 *
 * The raw one: 3 for a normal distribution (scipy `kurtosis` with `fisher=False`). NaN of nothing and of
 * equal returns.
 *
 * @param returns Fractions a period; a NaN is left out.
 */
export const kurtosis = (returns: readonly number[]): number => {
  const values = known(returns);
  return centralMoment(values, 4) / centralMoment(values, 2) ** 2;
};
