/** 1970-01-01 was a Thursday: three days after a Monday. */
const DAYS_AFTER_MONDAY = 3;
/** Two days of seven, were every weekend traded. */
const EVERY_WEEKEND = 2 / 7;

/**
 * How many trading days make a year: 365 if more than 60 % of the expected Saturdays and Sundays are among
 * the days, else 252 (the rule of backtesting.py 0.6.6).
 *
 * @param days Since 1970-01-01.
 */
export const daysPerYear = (days: ArrayLike<number>): number => {
  let weekends = 0;
  for (let place = 0; place < days.length; place += 1) {
    if (((days[place] ?? Number.NaN) + DAYS_AFTER_MONDAY) % 7 >= 5) weekends += 1;
  }
  return weekends / days.length > EVERY_WEEKEND * 0.6 ? 365 : 252;
};
