import { cumulativeReturns } from './cumulative-returns.js';

/**
 * What returns compound to in the end: the product of 1 + r, less 1.
 *
 * Source: empyrical `cum_returns_final`. A NaN counts as 0; NaN of nothing.
 *
 * @param returns Fractions a period, in order of time.
 * @param startingValue As for `cumulativeReturns`.
 */
export const totalReturn = (returns: readonly number[], startingValue = 0): number =>
  cumulativeReturns(returns, startingValue).at(-1) ?? Number.NaN;
