import { known } from '../numbers/known.js';
import { mean } from '../numbers/mean.js';
import type { TailOptions } from './value-at-risk.js';

/**
 * The mean return of the worst periods, also called expected shortfall: the mean of the
 * floor((n - 1) cutoff) + 1 smallest returns.
 *
 * Source: empyrical `conditional_value_at_risk`. A loss is negative. NaN of nothing.
 *
 * @param returns Fractions a period; a NaN is left out.
 */
export const conditionalValueAtRisk = (
  returns: readonly number[],
  { cutoff = 0.05 }: TailOptions = {},
): number => {
  const sorted = known(returns).toSorted((left, right) => left - right);
  return mean(sorted.slice(0, Math.floor((sorted.length - 1) * cutoff) + 1));
};
