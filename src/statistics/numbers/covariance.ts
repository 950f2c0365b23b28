import { mean } from './mean.js';

/**
 * The sample covariance of two series of equal length: sum of products of deviations over n - 1.
 *
 * NaN of fewer than two pairs. Of a series with itself it is the sample variance.
 */
export const covariance = (left: ArrayLike<number>, right: ArrayLike<number>): number => {
  const [leftMean, rightMean] = [mean(left), mean(right)];
  let sum = 0;
  for (let place = 0; place < left.length; place += 1) {
    sum += ((left[place] ?? Number.NaN) - leftMean) * ((right[place] ?? Number.NaN) - rightMean);
  }
  return left.length > 1 ? sum / (left.length - 1) : Number.NaN;
};
