import { covariance } from '../numbers/covariance.js';
import { mean } from '../numbers/mean.js';
import { normalCdf } from '../numbers/normal-cdf.js';

/** A Sharpe ratio per period (not annualised) and the shape of the returns it was estimated from. */
export interface SharpeEstimate {
  readonly sharpe: number;
  readonly count: number;
  readonly skewness: number;
  /** The raw fourth moment: 3 for a normal distribution. */
  readonly kurtosis: number;
}

/**
 * The probability that the true Sharpe ratio is above 0, given how short and how skewed the sample is:
 * Phi(SR sqrt(n - 1) / sqrt(1 - skewness SR + (kurtosis - 1) / 4 SR^2)).
 *
 * D. Bailey and M. López de Prado, "The Sharpe Ratio Efficient Frontier", Journal of Risk 15 (2012).
 */
export const probabilisticSharpe = ({ sharpe, count, skewness, kurtosis }: SharpeEstimate): number =>
  normalCdf(
    (sharpe * Math.sqrt(count - 1)) / Math.sqrt(1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2),
  );

/**
 * The estimate from returns in excess of the risk-free rate; skewness and kurtosis are the biased moments.
 */
export const sharpeEstimate = (excess: readonly number[]): SharpeEstimate => {
  const middle = mean(excess);
  const moment = (power: number): number => mean(excess.map((value) => (value - middle) ** power));
  const variance = moment(2);
  return {
    sharpe: middle / Math.sqrt(covariance(excess, excess)),
    count: excess.length,
    skewness: moment(3) / variance ** 1.5,
    kurtosis: moment(4) / variance ** 2,
  };
};
