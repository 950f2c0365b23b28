import { dateText, dayOf } from '../time/civil-date.js';
import { epochToDate } from '../time/zone.js';

/** A yearly rate that holds from a day until the next one. */
export interface RateFrom {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** A fraction a year. */
  readonly rate: number;
}

/**
 * The mean of a step function of yearly rates over the calendar days of a run, the first rate holding before
 * its day too (LEAN's InterestRateProvider averages so, weekends counted).
 *
 * @param rates At least one, in order of date.
 */
export const meanRate = (rates: readonly RateFrom[], span: { from: number; to: number }): number => {
  const first = dayOf(epochToDate(span.from, 'UTC'));
  const last = Math.max(first, dayOf(epochToDate(span.to, 'UTC')));
  let sum = 0;
  let next = 0;
  for (let day = first; day <= last; day += 1) {
    while ((rates[next + 1]?.date ?? '9999') <= dateText(day)) next += 1;
    sum += rates[next]?.rate ?? 0;
  }
  return sum / (last - first + 1);
};
