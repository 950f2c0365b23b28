import { excess } from '../numbers/excess.js';
import { known } from '../numbers/known.js';
import { mean } from '../numbers/mean.js';
import type { Required } from '../options.js';
import { downsideRisk } from './downside-risk.js';

/**
 * Return above what is required for the risk of falling short, of a year: mean(r - required) P / downside
 * risk.
 *
 * Source: empyrical `sortino_ratio`. NaN of fewer than two returns; infinite where none falls short, NaN
 * where each is just what is required.
 *
 * @param returns Fractions a period; a NaN is left out.
 */
export const sortinoRatio = (
  returns: readonly number[],
  { requiredPerPeriod = 0, periodsPerYear = 252 }: Required = {},
): number => {
  const above = known(excess(returns, requiredPerPeriod));
  if (above.length < 2) return Number.NaN;
  return (mean(above) * periodsPerYear) / downsideRisk(above, { periodsPerYear });
};
