import { maxDrawdown } from '../drawdowns/max-drawdown.js';
import type { Windowed } from '../options.js';
import { rolling } from './rolling.js';

/**
 * `maxDrawdown` of every window, each with a peak at its own start.
 *
 * Source: empyrical `roll_max_drawdown`. Shape and failures as for `rolling`.
 */
export const rollingMaxDrawdown = (returns: readonly number[], { window }: Windowed): number[] =>
  rolling(returns, { window, of: maxDrawdown });
