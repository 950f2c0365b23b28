import { excess } from '../numbers/excess.js';
import { known } from '../numbers/known.js';
import { mean } from '../numbers/mean.js';
import type { Required } from '../options.js';

/**
 * How far returns fall short over a year: sqrt(mean(min(r - required, 0)^2) P), over all n returns.
 *
 * Source: empyrical `downside_risk`. 0 where nothing falls short, NaN of nothing.
 *
 * @param returns Fractions a period; a NaN is left out.
 */
export const downsideRisk = (
  returns: readonly number[],
  { requiredPerPeriod = 0, periodsPerYear = 252 }: Required = {},
): number => {
  const shortfalls = known(excess(returns, requiredPerPeriod)).map((value) => Math.min(value, 0) ** 2);
  return Math.sqrt(mean(shortfalls) * periodsPerYear);
};
