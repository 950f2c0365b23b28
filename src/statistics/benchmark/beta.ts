import { covariance } from '../numbers/covariance.js';
import { variance } from '../numbers/variance.js';
import { paired } from './paired.js';

/**
 * How far returns move when the market's move by one: cov(r, b) / var(b).
 *
 * Source: empyrical `beta`. NaN of fewer than two periods that both have, and of a market that never moves.
 *
 * @param returns Fractions a period; a period where either is NaN is left out.
 * @throws RangeError where the lengths differ.
 */
export const beta = (returns: readonly number[], benchmark: readonly number[]): number => {
  const { own, market } = paired(returns, benchmark);
  const spread = variance(market);
  return spread > 0 ? covariance(own, market) / spread : Number.NaN;
};
