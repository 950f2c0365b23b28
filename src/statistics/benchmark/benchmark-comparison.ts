import type { RiskFree } from '../options.js';
import { type AlphaBeta, alphaBeta } from './alpha-beta.js';
import { correlation } from './correlation.js';
import { downCapture } from './down-capture.js';
import { informationRatio } from './information-ratio.js';
import { trackingError } from './tracking-error.js';
import { treynorRatio } from './treynor-ratio.js';
import { upCapture } from './up-capture.js';

/** A run beside its market, each figure as the function of its name gives it. */
export interface BenchmarkComparison extends AlphaBeta {
  readonly correlation: number;
  readonly trackingError: number;
  readonly informationRatio: number;
  readonly treynorRatio: number;
  readonly upCapture: number;
  readonly downCapture: number;
}

/**
 * Everything that compares a run with its market: alpha, beta, correlation, tracking error, information
 * ratio, Treynor ratio, up and down capture.
 *
 * @param returns Fractions a period, in order of time.
 * @throws RangeError where the lengths differ.
 */
export const benchmarkComparison = (
  returns: readonly number[],
  benchmark: readonly number[],
  options: RiskFree = {},
): BenchmarkComparison => ({
  ...alphaBeta(returns, benchmark, options),
  correlation: correlation(returns, benchmark),
  trackingError: trackingError(returns, benchmark, options),
  informationRatio: informationRatio(returns, benchmark, options),
  treynorRatio: treynorRatio(returns, benchmark, options),
  upCapture: upCapture(returns, benchmark, options),
  downCapture: downCapture(returns, benchmark, options),
});
