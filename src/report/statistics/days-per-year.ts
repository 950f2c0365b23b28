/** 1970-01-01 was a Thursday: three days after a Monday. */
const DAYS_AFTER_MONDAY = 3;
/** Two days of seven, were every weekend traded. */
const EVERY_WEEKEND = 2 / 7;

/**
 * How many trading days make a year: 365 if more than 60 % of the expected Saturdays and Sundays are among
 * the dates, else 252 (the rule of backtesting.py 0.6.6).
 */
export const daysPerYear = (dates: readonly string[]): number => {
  const weekends = dates.filter((date) => (Date.parse(date) / 86_400_000 + DAYS_AFTER_MONDAY) % 7 >= 5);
  return weekends.length / dates.length > EVERY_WEEKEND * 0.6 ? 365 : 252;
};
