import { excess } from '../numbers/excess.js';
import type { RiskFree, Windowed } from '../options.js';
import { sharpeRatio } from '../risk/sharpe-ratio.js';
import { rolling } from './rolling.js';

/**
 * `sharpeRatio` of every window.
 *
 * Source: empyrical `roll_sharpe_ratio`. Shape and failures as for `rolling`.
 */
export const rollingSharpeRatio = (
  returns: readonly number[],
  { window, riskFreePerPeriod = 0, ...options }: Windowed & RiskFree,
): number[] =>
  rolling(excess(returns, riskFreePerPeriod), { window, of: (rows) => sharpeRatio(rows, options) });
