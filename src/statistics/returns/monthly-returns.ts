import { aggregateReturns } from './aggregate-returns.js';
import type { DatedReturns } from './dated-returns.js';

/** A month's return as a fraction. */
export interface MonthlyReturn {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly totalReturn: number;
}

/**
 * The return of each calendar month that has one, in order: the product of 1 + r over its dates, less 1.
 *
 * A NaN counts as 0; a month without a row is absent.
 *
 * @throws RangeError where there are more dates than returns, or fewer.
 */
export const monthlyReturns = (dated: DatedReturns): MonthlyReturn[] =>
  aggregateReturns(dated, 'month').map(({ period, totalReturn }) => ({
    year: Number(period.slice(0, 4)),
    month: Number(period.slice(5)),
    totalReturn,
  }));
