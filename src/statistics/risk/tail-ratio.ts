import { known } from '../numbers/known.js';
import { percentile } from '../numbers/percentile.js';

/**
 * The right tail over the left one: |95th percentile| / |5th percentile|, percentiles between neighbours in
 * proportion.
 *
 * Source: empyrical `tail_ratio`. 0.25 says that bad periods are four times as bad as good ones are good. NaN
 * of nothing, and where both are 0.
 *
 * @param returns Fractions a period; a NaN is left out.
 */
export const tailRatio = (returns: readonly number[]): number => {
  const values = known(returns);
  return Math.abs(percentile(values, 0.95)) / Math.abs(percentile(values, 0.05));
};
