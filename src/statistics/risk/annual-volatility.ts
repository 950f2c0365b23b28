import { known } from '../numbers/known.js';
import { variance } from '../numbers/variance.js';
import type { Yearly } from '../options.js';

/**
 * The standard deviation of returns over a year: s sqrt(P), s the sample standard deviation of a period.
 *
 * Source: empyrical `annual_volatility`. P are the periods of a year. NaN of fewer than two returns.
 *
 * @param returns Fractions a period; a NaN is left out.
 */
export const annualVolatility = (returns: readonly number[], { periodsPerYear = 252 }: Yearly = {}): number =>
  Math.sqrt(variance(known(returns)) * periodsPerYear);
