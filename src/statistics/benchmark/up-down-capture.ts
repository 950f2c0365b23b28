import type { Yearly } from '../options.js';
import { downCapture } from './down-capture.js';
import { upCapture } from './up-capture.js';

/**
 * What was had of the market's rises for what was had of its falls: up capture / down capture.
 *
 * Source: empyrical `up_down_capture`. Above 1 is good; NaN where the market never rose or never fell.
 *
 * @param returns Fractions a period, in order of time; a NaN counts as 0.
 * @throws RangeError where the lengths differ.
 */
export const upDownCapture = (
  returns: readonly number[],
  benchmark: readonly number[],
  options: Yearly = {},
): number => upCapture(returns, benchmark, options) / downCapture(returns, benchmark, options);
