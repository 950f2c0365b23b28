import type { Windowed, Yearly } from '../options.js';
import { annualVolatility } from '../risk/annual-volatility.js';
import { rolling } from './rolling.js';

/**
 * `annualVolatility` of every window.
 *
 * Source: empyrical `roll_annual_volatility`. Shape and failures as for `rolling`.
 */
export const rollingVolatility = (
  returns: readonly number[],
  { window, ...options }: Windowed & Yearly,
): number[] => rolling(returns, { window, of: (rows) => annualVolatility(rows, options) });
