import { aggregateReturns } from './aggregate-returns.js';
import type { DatedReturns } from './dated-returns.js';

/** A year's return as a fraction. */
export interface YearlyReturn {
  readonly year: number;
  readonly totalReturn: number;
}

/**
 * The return of each calendar year that has one, in order: the product of 1 + r over its dates, less 1.
 *
 * Nothing is annualised: the first and the last year are as long as their rows. A NaN counts as 0.
 *
 * @throws RangeError where there are more dates than returns, or fewer.
 */
export const yearlyReturns = (dated: DatedReturns): YearlyReturn[] =>
  aggregateReturns(dated, 'year').map(({ period, totalReturn }) => ({ year: Number(period), totalReturn }));
