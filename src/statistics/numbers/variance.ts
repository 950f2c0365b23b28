import { areEqual } from './are-equal.js';
import { covariance } from './covariance.js';

/** The sample variance: sum of squared deviations over n - 1; NaN of fewer than two values. */
export const variance = (values: readonly number[]): number =>
  values.length > 1 && areEqual(values) ? 0 : covariance(values, values);
