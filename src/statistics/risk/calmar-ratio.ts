import { maxDrawdown } from '../drawdowns/max-drawdown.js';
import type { Yearly } from '../options.js';
import { annualReturn } from '../returns/annual-return.js';

/**
 * A year's return for the deepest drawdown: annual return / |max drawdown|.
 *
 * Source: empyrical `calmar_ratio` (T. Young, 1991). NaN without a drawdown.
 *
 * @param returns Fractions a period, in order of time; a NaN counts as 0.
 */
export const calmarRatio = (returns: readonly number[], options: Yearly = {}): number => {
  const deepest = maxDrawdown(returns);
  return deepest < 0 ? annualReturn(returns, options) / -deepest : Number.NaN;
};
