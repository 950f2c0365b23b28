import { beta } from '../benchmark/beta.js';
import type { Windowed } from '../options.js';
import { rollingBeside } from './rolling-beside.js';

/**
 * `beta` of every window.
 *
 * Source: empyrical `roll_beta`. Shape and failures as for `rollingBeside`.
 */
export const rollingBeta = (
  returns: readonly number[],
  benchmark: readonly number[],
  { window }: Windowed,
): number[] => rollingBeside(returns, benchmark, { window, of: beta });
