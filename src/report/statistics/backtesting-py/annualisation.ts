import type { BarRow } from '../bar-rows.js';
import { barSpacingMs } from './bar-spacing.js';

/** How a run is cut into periods, and how many of them make a year. */
export interface Annualisation {
  readonly periodsPerYear: number;
  /** The fractional change of equity from each period's last row to the next one's. */
  readonly returns: readonly number[];
}

const DAY_MS = 86_400_000;

/**
 * Periods and their returns as backtesting.py 0.6.6 takes them.
 *
 * A median bar spacing of 7, 31 or 365 whole days makes weeks (to Sunday), calendar months or years of 52, 12, 1
 * a year; anything else calendar days, 365 a year if more than 60 % of 2/7 of the rows fall on a Saturday or
 * Sunday, else 252. The first period has no return, nor has one that begins with nothing (0 after ruin).
 */
export const annualisation = (rows: readonly BarRow[]): Annualisation => {
  const days = Math.floor(barSpacingMs(rows) / DAY_MS);
  const { periodsPerYear, periodOf } = LONG_PERIODS[days] ?? {
    periodsPerYear: onWeekends(rows) > (2 / 7) * 0.6 ? 365 : 252,
    periodOf: (date: string) => date,
  };
  const lastEquities = [...new Map(rows.map((row) => [periodOf(row.sessionDate), row.equity])).values()];
  const returns = lastEquities
    .slice(1)
    .map((equity, index) => equity / (lastEquities[index] ?? Number.NaN) - 1);
  return { periodsPerYear, returns: returns.filter((value) => !Number.isNaN(value)) };
};

/** Days since 1970-01-01, which was a Thursday. */
const dayOf = (date: string): number => Date.parse(date) / DAY_MS;

const LONG_PERIODS: Readonly<
  Record<number, { periodsPerYear: number; periodOf: (date: string) => string } | undefined>
> = {
  7: { periodsPerYear: 52, periodOf: (date) => String(Math.floor((dayOf(date) + 3) / 7)) },
  31: { periodsPerYear: 12, periodOf: (date) => date.slice(0, 7) },
  365: { periodsPerYear: 1, periodOf: (date) => date.slice(0, 4) },
};

const onWeekends = (rows: readonly BarRow[]): number =>
  rows.filter(({ sessionDate }) => (dayOf(sessionDate) + 3) % 7 >= 5).length / rows.length;
