import type { Mark } from '../../domain/mark.js';
import { largest } from '../../statistics/numbers/largest.js';

/** Half days and daylight saving move a close by four hours together. */
const END_SPREAD_MS = 6 * 3_600_000;

/** A row of the marks that a bar made, with the equity that stood until the next bar. */
export interface BarRow extends Mark {
  /** Where the bar stands on the axis of time, epoch milliseconds. */
  readonly time: number;
}

/**
 * The bars of a run with the equity after each.
 *
 * A row that only a fill made (a position closed after the end, say) is no bar: its equity belongs to the bar
 * before. Without any bar (the marks of a run on quotes) every row counts. Bars of days or longer stand at
 * their date's midnight: closes move by an hour with daylight saving and by three on half days, and the time
 * between two daily bars must be whole days all the same.
 */
export const barRows = (marks: readonly Mark[]): BarRow[] => {
  const rows: Mark[] = [];
  const everyRow = !marks.some(isBar);
  for (const mark of marks) {
    const last = rows.at(-1);
    if (everyRow || isBar(mark)) rows.push(mark);
    else if (last) rows[rows.length - 1] = { ...last, equity: mark.equity, exposure: mark.exposure };
  }
  const dated = areDays(rows);
  return rows.map((row) => ({ ...row, time: dated ? Date.parse(row.sessionDate) : row.at }));
};

const isBar = ({ prices }: Mark): boolean => Object.values(prices).some((price) => price !== null);

/** Whether each row has a session of its own and ends at about the same time of its day. */
const areDays = (rows: readonly Mark[]): boolean => {
  const ends = rows.map(({ at, sessionDate }) => at - Date.parse(sessionDate));
  const spreadMs = largest(ends) + largest(ends.map((end) => -end));
  return new Set(rows.map(({ sessionDate }) => sessionDate)).size === rows.length && spreadMs < END_SPREAD_MS;
};
