import { expectedMaximumSharpe, type Trials } from './expected-maximum-sharpe.js';
import { probabilisticSharpe } from './probabilistic-sharpe.js';
import type { SharpeEstimate } from './sharpe-estimate.js';

/**
 * The probability that the true Sharpe ratio is above 0, given that it is the best of many trials:
 * `probabilisticSharpe` with `expectedMaximumSharpe` as its target.
 *
 * Source: D. Bailey and M. López de Prado, "The Deflated Sharpe Ratio", Journal of Portfolio Management 40
 * (2014). From 0 to 1; NaN where the estimate has one.
 *
 * @param trials The variance is that of Sharpe ratios per period, like the estimate's.
 */
export const deflatedSharpe = (estimate: SharpeEstimate, trials: Trials): number =>
  probabilisticSharpe(estimate, expectedMaximumSharpe(trials));
