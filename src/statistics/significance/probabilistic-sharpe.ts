import { normalCdf } from '../numbers/normal-cdf.js';
import type { SharpeEstimate } from './sharpe-estimate.js';

/**
 * The probability that the true Sharpe ratio is above a target, given how short and how skewed the sample is:
 * Phi((SR - target) sqrt(n - 1) / sqrt(1 - skewness SR + (kurtosis - 1) / 4 SR^2)).
 *
 * Source: D. Bailey and M. López de Prado, "The Sharpe Ratio Efficient Frontier", Journal of Risk 15 (2012).
 * From 0 to 1; NaN where the estimate has one.
 *
 * @param target A Sharpe ratio per period, like the estimate's; 0 unless given.
 */
export const probabilisticSharpe = (
  { sharpe, count, skewness, kurtosis }: SharpeEstimate,
  target = 0,
): number =>
  normalCdf(
    ((sharpe - target) * Math.sqrt(count - 1)) /
      Math.sqrt(1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2),
  );
