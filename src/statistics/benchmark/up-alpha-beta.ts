import type { RiskFree } from '../options.js';
import { type AlphaBeta, alphaBeta } from './alpha-beta.js';

/**
 * `alphaBeta` over the periods in which the market rose.
 *
 * Source: empyrical `up_alpha_beta`. NaN where the market rose in fewer than two periods.
 *
 * @param returns Fractions a period; a period where either is NaN is left out.
 * @throws RangeError where the lengths differ.
 */
export const upAlphaBeta = (
  returns: readonly number[],
  benchmark: readonly number[],
  options: RiskFree = {},
): AlphaBeta => {
  const rising = benchmark.map((market) => (market > 0 ? market : Number.NaN));
  return alphaBeta(returns, rising, options);
};
