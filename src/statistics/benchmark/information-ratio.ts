import type { Yearly } from '../options.js';
import { sharpeRatio } from '../risk/sharpe-ratio.js';

/**
 * Return above the market for straying from it, of a year: mean(r - b) P / tracking error.
 *
 * Source: R. Grinold and R. Kahn, "Active Portfolio Management"; with one period a year it is empyrical's
 * `excess_sharpe`. It is the Sharpe ratio with the market in the place of the risk-free rate. NaN of fewer
 * than two periods that both have, and of a run that is its market.
 *
 * @param returns Fractions a period; a period where either is NaN is left out.
 * @param benchmark The market's, or one constant return.
 * @throws RangeError where the lengths differ.
 */
export const informationRatio = (
  returns: readonly number[],
  benchmark: number | readonly number[],
  options: Yearly = {},
): number => sharpeRatio(returns, { ...options, riskFreePerPeriod: benchmark });
