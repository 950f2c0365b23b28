import { assertPaired } from '../numbers/assert-paired.js';
import type { Yearly } from '../options.js';
import { annualReturn } from '../returns/annual-return.js';

/**
 * How much of the market's return was had: annual return / annual return of the market.
 *
 * Source: empyrical `capture`. NaN of nothing, and where neither returned anything.
 *
 * @param returns Fractions a period, in order of time; a NaN counts as 0.
 * @throws RangeError where the lengths differ.
 */
export const capture = (
  returns: readonly number[],
  benchmark: readonly number[],
  options: Yearly = {},
): number => {
  assertPaired(returns, benchmark);
  return annualReturn(returns, options) / annualReturn(benchmark, options);
};
