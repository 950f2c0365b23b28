import { correlation } from '../benchmark/correlation.js';
import { known } from '../numbers/known.js';

/**
 * How straight the curve of log equity is: r squared of a line fitted to the cumulative log returns.
 *
 * Source: empyrical `stability_of_timeseries`. 1 is a straight line; NaN of fewer than two returns, and where
 * nothing moved.
 *
 * @param returns Fractions a period, in order of time; a NaN is left out.
 */
export const stability = (returns: readonly number[]): number => {
  let total = 0;
  const logs = known(returns).map((value) => {
    total += Math.log1p(value);
    return total;
  });
  const rows = logs.map((_, row) => row);
  return correlation(logs, rows) ** 2;
};
