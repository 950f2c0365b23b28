import { known } from '../numbers/known.js';
import { kurtosis } from '../risk/kurtosis.js';
import { sharpeRatio } from '../risk/sharpe-ratio.js';
import { skewness } from '../risk/skewness.js';

/** A Sharpe ratio per period (not annualised) and the shape of the returns it was estimated from. */
export interface SharpeEstimate {
  readonly sharpe: number;
  readonly count: number;
  readonly skewness: number;
  /** The raw fourth moment: 3 for a normal distribution. */
  readonly kurtosis: number;
}

/**
 * What `probabilisticSharpe` and `deflatedSharpe` ask of returns in excess of the risk-free rate; skewness
 * and kurtosis are the biased moments.
 *
 * @param excess Fractions a period; a NaN is left out.
 */
export const sharpeEstimate = (excess: readonly number[]): SharpeEstimate => ({
  sharpe: sharpeRatio(excess, { periodsPerYear: 1 }),
  count: known(excess).length,
  skewness: skewness(excess),
  kurtosis: kurtosis(excess),
});
