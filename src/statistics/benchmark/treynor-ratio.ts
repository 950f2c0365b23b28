import { excess } from '../numbers/excess.js';
import { known } from '../numbers/known.js';
import { mean } from '../numbers/mean.js';
import type { RiskFree } from '../options.js';
import { beta } from './beta.js';

/**
 * Return above the risk-free rate for the risk of the market that was taken, of a year: mean(r - f) P / beta.
 *
 * Source: J. Treynor, "How to Rate Management of Investment Funds", 1965. NaN where beta is; infinite where
 * beta is 0.
 *
 * @param returns Fractions a period; a NaN is left out.
 * @throws RangeError where the lengths differ.
 */
export const treynorRatio = (
  returns: readonly number[],
  benchmark: readonly number[],
  { riskFreePerPeriod = 0, periodsPerYear = 252 }: RiskFree = {},
): number => (mean(known(excess(returns, riskFreePerPeriod))) * periodsPerYear) / beta(returns, benchmark);
