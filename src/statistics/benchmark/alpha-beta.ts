import type { RiskFree } from '../options.js';
import { alpha } from './alpha.js';
import { beta } from './beta.js';

/** A line through the returns of a run over those of its market. */
export interface AlphaBeta {
  /** Of a year, a fraction. */
  readonly alpha: number;
  readonly beta: number;
}

/**
 * `alpha` and `beta` together.
 *
 * Source: empyrical `alpha_beta`.
 */
export const alphaBeta = (
  returns: readonly number[],
  benchmark: readonly number[],
  options: RiskFree = {},
): AlphaBeta => ({ alpha: alpha(returns, benchmark, options), beta: beta(returns, benchmark) });
