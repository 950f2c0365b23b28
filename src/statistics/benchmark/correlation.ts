import { covariance } from '../numbers/covariance.js';
import { variance } from '../numbers/variance.js';
import { paired } from './paired.js';

/**
 * How alike two series move: cov(r, b) / (s(r) s(b)), from -1 to 1 (Pearson's r).
 *
 * NaN of fewer than two periods that both have, and where one never moves.
 *
 * @param returns Fractions a period; a period where either is NaN is left out.
 * @throws RangeError where the lengths differ.
 */
export const correlation = (returns: readonly number[], benchmark: readonly number[]): number => {
  const { own, market } = paired(returns, benchmark);
  const spread = Math.sqrt(variance(own)) * Math.sqrt(variance(market));
  return spread > 0 ? covariance(own, market) / spread : Number.NaN;
};
