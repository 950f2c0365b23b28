import type { DatedReturns } from './dated-returns.js';
import { isoWeek } from './iso-week.js';
import { totalReturn } from './total-return.js';

/** What returns may be gathered by. */
export type CalendarPeriod = 'week' | 'month' | 'quarter' | 'year';

/** The return of one week, month, quarter or year. */
export interface PeriodReturn {
  /** `2000-W05`, `2000-01`, `2000-Q1` or `2000`. */
  readonly period: string;
  /** What the returns in it compound to, a fraction. */
  readonly totalReturn: number;
}

/**
 * The return of each calendar period that has one: the product of 1 + r over its dates, less 1.
 *
 * Source: empyrical `aggregate_returns`; but a week belongs whole to the year of its Thursday (ISO 8601),
 * where empyrical counts the last days of December into the first week of the January before. A NaN counts
 * as 0; nothing gives nothing.
 *
 * @throws RangeError where there are more dates than returns, or fewer.
 */
export const aggregateReturns = (
  { dates, returns }: DatedReturns,
  period: CalendarPeriod,
): PeriodReturn[] => {
  if (dates.length !== returns.length) {
    throw new RangeError(`${dates.length} dates and ${returns.length} returns: give each return its date`);
  }
  const groups = new Map<string, number[]>();
  dates.forEach((date, row) => {
    const name = NAMES[period](date);
    const group = groups.get(name) ?? [];
    group.push(returns[row] ?? Number.NaN);
    groups.set(name, group);
  });
  return [...groups].map(([name, group]) => ({ period: name, totalReturn: totalReturn(group) }));
};

const NAMES: Readonly<Record<CalendarPeriod, (date: string) => string>> = {
  week: isoWeek,
  month: (date) => date.slice(0, 7),
  quarter: (date) => `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`,
  year: (date) => date.slice(0, 4),
};
