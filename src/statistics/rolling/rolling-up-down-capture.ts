import { upDownCapture } from '../benchmark/up-down-capture.js';
import type { Windowed, Yearly } from '../options.js';
import { rollingBeside } from './rolling-beside.js';

/**
 * `upDownCapture` of every window.
 *
 * Source: empyrical `roll_up_down_capture`. Shape and failures as for `rollingBeside`.
 */
export const rollingUpDownCapture = (
  returns: readonly number[],
  benchmark: readonly number[],
  { window, ...options }: Windowed & Yearly,
): number[] =>
  rollingBeside(returns, benchmark, { window, of: (own, market) => upDownCapture(own, market, options) });
