import { growthCurve } from './growth-curve.js';

/**
 * What returns have compounded to after each period: the running product of 1 + r, less 1.
 *
 * Source: empyrical `cum_returns`. As long as the returns; a NaN counts as 0.
 *
 * @param returns Fractions a period, in order of time.
 * @param startingValue What there was at first; then the result is what it has become (100 gives 103.89
 * where 0, the default, gives the fraction 0.0389).
 */
export const cumulativeReturns = (returns: readonly number[], startingValue = 0): number[] =>
  growthCurve(returns).map((growth) => (startingValue === 0 ? growth - 1 : growth * startingValue));
