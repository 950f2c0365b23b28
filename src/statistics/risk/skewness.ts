import { centralMoment } from '../numbers/central-moment.js';
import { known } from '../numbers/known.js';

/**
 * How lopsided returns are: the third central moment over the variance to the power of 1.5, both over n.
 *
 * Source: scipy `skew`, which empyrical takes. Negative where the losses are the long tail; NaN of nothing
 * and of equal returns.
 *
 * @param returns Fractions a period; a NaN is left out.
 */
export const skewness = (returns: readonly number[]): number => {
  const values = known(returns);
  return centralMoment(values, 3) / centralMoment(values, 2) ** 1.5;
};
