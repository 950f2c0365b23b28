import { areEqual } from '../../../statistics/numbers/are-equal.js';
import { mean } from '../../../statistics/numbers/mean.js';
import { variance } from '../../../statistics/numbers/variance.js';
import { kurtosis } from '../../../statistics/risk/kurtosis.js';
import { skewness } from '../../../statistics/risk/skewness.js';
import { probabilisticSharpe } from '../../../statistics/significance/probabilistic-sharpe.js';

/**
 * The probability that the true Sharpe ratio is above a target, as LEAN has it: the paper's formula, but with
 * the excess kurtosis where the paper means the raw one, and with skewness and kurtosis corrected for the
 * size of the sample (MathNet). 0 where they cannot be computed.
 *
 * Source: LEAN, commit 2486390, `Statistics.ProbabilisticSharpeRatio`.
 *
 * @param target A Sharpe ratio a day.
 * @param riskFreePerDay Taken off the mean return.
 */
export const leanProbabilisticSharpe = (
  returns: readonly number[],
  target: number,
  riskFreePerDay = 0,
): number => {
  const probability = probabilisticSharpe(
    {
      sharpe: observedSharpe(returns, riskFreePerDay),
      count: returns.length,
      skewness: sampleSkewness(returns),
      kurtosis: sampleExcessKurtosis(returns),
    },
    target,
  );
  return Number.isNaN(probability) ? 0 : probability;
};

/** The Sharpe ratio of a day; 0 of equal returns. */
export const observedSharpe = (returns: readonly number[], riskFreePerDay = 0): number =>
  areEqual(returns) ? 0 : (mean(returns) - riskFreePerDay) / Math.sqrt(variance(returns));

const sampleSkewness = (returns: readonly number[]): number => {
  const n = returns.length;
  return (skewness(returns) * Math.sqrt(n * (n - 1))) / (n - 2);
};

const sampleExcessKurtosis = (returns: readonly number[]): number => {
  const n = returns.length;
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * kurtosis(returns) - 3 * (n - 1));
};
