import { excess } from '../numbers/excess.js';
import { known } from '../numbers/known.js';
import { mean } from '../numbers/mean.js';
import type { RiskFree } from '../options.js';
import { annualVolatility } from './annual-volatility.js';

/**
 * Return above the risk-free rate for the risk taken, of a year: mean(r - f) P / (s sqrt(P)), s the sample
 * standard deviation of r - f.
 *
 * Source: empyrical `sharpe_ratio` (W. Sharpe, "The Sharpe Ratio", 1994). NaN of fewer than two returns;
 * infinite where every return is the same, NaN where that is the risk-free rate.
 *
 * @param returns Fractions a period; a NaN is left out.
 */
export const sharpeRatio = (
  returns: readonly number[],
  { riskFreePerPeriod = 0, periodsPerYear = 252 }: RiskFree = {},
): number => {
  const above = known(excess(returns, riskFreePerPeriod));
  return (mean(above) * periodsPerYear) / annualVolatility(above, { periodsPerYear });
};
