import { mean } from './mean.js';

/**
 * The sample covariance of two series of equal length: sum of products of deviations over n - 1.
 *
 * NaN of fewer than two pairs. Of a series with itself it is the sample variance.
 */
export const covariance = (left: readonly number[], right: readonly number[]): number => {
  const [leftMean, rightMean] = [mean(left), mean(right)];
  const sum = left.reduce(
    (total, value, index) => total + (value - leftMean) * ((right[index] ?? Number.NaN) - rightMean),
    0,
  );
  return left.length > 1 ? sum / (left.length - 1) : Number.NaN;
};
