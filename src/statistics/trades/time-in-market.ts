import { mean } from '../numbers/mean.js';

/**
 * The share of rows in which something was held, from 0 to 1; NaN of nothing.
 *
 * @param exposure Gross notional of what was held, row by row; only 0 is nothing.
 */
export const timeInMarket = (exposure: ArrayLike<number>): number =>
  mean(Array.from(exposure, (held) => (held === 0 ? 0 : 1)));
