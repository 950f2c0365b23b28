import { monthlyReturns } from '../../../statistics/returns/monthly-returns.js';
import { yearlyReturns } from '../../../statistics/returns/yearly-returns.js';
import type { SessionReturns } from './session-returns.js';

/** A year of a run: what each month returned, as fractions; null where the run has no session. */
export interface YearRow {
  readonly year: number;
  /** January to December. */
  readonly months: readonly (number | null)[];
  readonly totalReturn: number;
  /** Of the market in the same sessions; null without one. */
  readonly marketReturn: number | null;
}

/** Months and years of a run, a row a year, in order. */
export const monthGrid = ({ dates, returns, marketReturns, market }: SessionReturns): YearRow[] => {
  const months = new Map(
    monthlyReturns({ dates, returns }).map(({ year, month, totalReturn }) => [
      12 * year + month - 1,
      totalReturn,
    ]),
  );
  const marketYears =
    market === null
      ? new Map<number, number>()
      : new Map(
          yearlyReturns({ dates, returns: marketReturns }).map(({ year, totalReturn }) => [
            year,
            totalReturn,
          ]),
        );
  return yearlyReturns({ dates, returns }).map(({ year, totalReturn }) => ({
    year,
    months: Array.from({ length: 12 }, (_, month) => months.get(12 * year + month) ?? null),
    totalReturn,
    marketReturn: marketYears.get(year) ?? null,
  }));
};
