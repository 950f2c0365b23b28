import { simpleReturns } from '../../../statistics/returns/simple-returns.js';
import { dateText } from '../../../time/civil-date.js';
import type { BarRows } from '../bar-rows.js';
import { daysPerYear } from '../days-per-year.js';
import { sessionEnds } from '../session-ends.js';
import { barSpacingMs } from './bar-spacing-ms.js';

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
 * A median bar spacing of 7, 31 or 365 whole days makes weeks (to Sunday), calendar months or years of 52,
 * 12, 1 a year; anything else calendar days, 252 or 365 a year. The first period has no return, nor has one
 * that begins with nothing (0 after ruin).
 */
export const annualisation = (rows: BarRows): Annualisation => {
  const days = Math.floor(barSpacingMs(rows) / DAY_MS);
  const { periodsPerYear, periodOf } = LONG_PERIODS[days] ?? {
    periodsPerYear: daysPerYear(rows.sessionDay),
    periodOf: (day: number) => day,
  };
  const lastRows = new Map<number | string, number>();
  for (const [day, row] of sessionEnds(rows)) {
    const period = periodOf(day);
    lastRows.set(period, Math.max(row, lastRows.get(period) ?? row));
  }
  const returns = simpleReturns([...lastRows.values()].map((row) => rows.equity[row] ?? Number.NaN));
  return { periodsPerYear, returns: returns.filter((value) => !Number.isNaN(value)) };
};

/** The number of a day's week, Monday to Sunday: 1970-01-01 was a Thursday. */
const weekOf = (day: number): number => Math.floor((day + 3) / 7);

const LONG_PERIODS: Readonly<
  Record<number, { periodsPerYear: number; periodOf: (day: number) => number | string } | undefined>
> = {
  7: { periodsPerYear: 52, periodOf: weekOf },
  31: { periodsPerYear: 12, periodOf: (day) => dateText(day).slice(0, 7) },
  365: { periodsPerYear: 1, periodOf: (day) => dateText(day).slice(0, 4) },
};
