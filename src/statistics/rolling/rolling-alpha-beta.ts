import { type AlphaBeta, alphaBeta } from '../benchmark/alpha-beta.js';
import { excess } from '../numbers/excess.js';
import type { RiskFree, Windowed } from '../options.js';
import { rollingBeside } from './rolling-beside.js';

/**
 * `alphaBeta` of every window.
 *
 * Source: empyrical `roll_alpha_beta`. Shape and failures as for `rollingBeside`.
 */
export const rollingAlphaBeta = (
  returns: readonly number[],
  benchmark: readonly number[],
  { window, riskFreePerPeriod = 0, ...options }: Windowed & RiskFree,
): AlphaBeta[] => {
  const [own, market] = [excess(returns, riskFreePerPeriod), excess(benchmark, riskFreePerPeriod)];
  return rollingBeside(own, market, { window, of: (left, right) => alphaBeta(left, right, options) });
};
