import type { Yearly } from '../options.js';
import { capture } from './capture.js';
import { paired } from './paired.js';

/**
 * `capture` over the periods in which the market rose.
 *
 * Source: empyrical `up_capture`. NaN where it never rose.
 *
 * @param returns Fractions a period, in order of time; a NaN counts as 0.
 * @throws RangeError where the lengths differ.
 */
export const upCapture = (
  returns: readonly number[],
  benchmark: readonly number[],
  options: Yearly = {},
): number => {
  const { own, market } = paired(returns, benchmark, (_, market) => market > 0);
  return capture(own, market, options);
};
