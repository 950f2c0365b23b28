import { mean } from '../../../statistics/numbers/mean.js';

/**
 * The constant return that compounds to the same: exp(mean(ln(1 + r))) - 1.
 *
 * 0 if a return is -100 % or worse (backtesting.py 0.6.6); NaN of nothing.
 */
export const geometricMean = (returns: readonly number[]): number =>
  returns.some((value) => value <= -1) ? 0 : Math.exp(mean(returns.map((value) => Math.log(1 + value)))) - 1;
