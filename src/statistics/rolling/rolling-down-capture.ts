import { downCapture } from '../benchmark/down-capture.js';
import type { Windowed, Yearly } from '../options.js';
import { rollingBeside } from './rolling-beside.js';

/**
 * `downCapture` of every window.
 *
 * Source: empyrical `roll_down_capture`. Shape and failures as for `rollingBeside`.
 */
export const rollingDownCapture = (
  returns: readonly number[],
  benchmark: readonly number[],
  { window, ...options }: Windowed & Yearly,
): number[] =>
  rollingBeside(returns, benchmark, { window, of: (own, market) => downCapture(own, market, options) });
