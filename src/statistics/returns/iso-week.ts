const DAY_MS = 86_400_000;

/**
 * The week of a date by ISO 8601, such as `2000-W05`: Monday to Sunday, of the year that has its Thursday.
 *
 * @param date `YYYY-MM-DD`
 */
export const isoWeek = (date: string): string => {
  const day = Date.parse(date) / DAY_MS;
  // 1970-01-01, day 0, was a Thursday: three days after a Monday.
  const thursday = day - ((((day + 3) % 7) + 7) % 7) + 3;
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / DAY_MS) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
};
