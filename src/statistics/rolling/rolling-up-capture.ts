import { upCapture } from '../benchmark/up-capture.js';
import type { Windowed, Yearly } from '../options.js';
import { rollingBeside } from './rolling-beside.js';

/**
 * `upCapture` of every window.
 *
 * Source: empyrical `roll_up_capture`. Shape and failures as for `rollingBeside`.
 */
export const rollingUpCapture = (
  returns: readonly number[],
  benchmark: readonly number[],
  { window, ...options }: Windowed & Yearly,
): number[] =>
  rollingBeside(returns, benchmark, { window, of: (own, market) => upCapture(own, market, options) });
