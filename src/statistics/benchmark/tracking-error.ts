import { excess } from '../numbers/excess.js';
import type { Yearly } from '../options.js';
import { annualVolatility } from '../risk/annual-volatility.js';

/**
 * How far returns stray from the market's in a year: s(r - b) sqrt(P), s the sample standard deviation.
 *
 * Source: R. Grinold and R. Kahn, "Active Portfolio Management". NaN of fewer than two periods that both
 * have.
 *
 * @param returns Fractions a period; a period where either is NaN is left out.
 * @param benchmark The market's, or one constant return.
 * @throws RangeError where the lengths differ.
 */
export const trackingError = (
  returns: readonly number[],
  benchmark: number | readonly number[],
  options: Yearly = {},
): number => annualVolatility(excess(returns, benchmark), options);
