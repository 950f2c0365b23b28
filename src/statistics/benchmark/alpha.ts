import { excess } from '../numbers/excess.js';
import { mean } from '../numbers/mean.js';
import type { RiskFree } from '../options.js';
import { beta } from './beta.js';
import { paired } from './paired.js';

/**
 * What a year's returns have beyond what the market explains: (1 + mean((r - f) - beta (b - f)))^P - 1.
 *
 * Source: empyrical `alpha` (M. Jensen, 1968). NaN where beta is.
 *
 * @param returns Fractions a period; a period where either is NaN is left out.
 * @throws RangeError where the lengths differ.
 */
export const alpha = (
  returns: readonly number[],
  benchmark: readonly number[],
  { riskFreePerPeriod = 0, periodsPerYear = 252 }: RiskFree = {},
): number => {
  const slope = beta(returns, benchmark);
  const { own, market } = paired(excess(returns, riskFreePerPeriod), excess(benchmark, riskFreePerPeriod));
  const apart = mean(own.map((value, row) => value - slope * (market[row] ?? Number.NaN)));
  return (1 + apart) ** periodsPerYear - 1;
};
