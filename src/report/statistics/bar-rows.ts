import type { Mark } from '../../domain/mark.js';

/** A row of the marks that a bar made, with the equity that stood until the next bar. */
export interface BarRow {
  /** Where the bar stands on the axis of time, epoch milliseconds. */
  readonly time: number;
  readonly sessionDate: string;
  readonly equity: number;
  readonly prices: Mark['prices'];
}

/**
 * The bars of a run with the equity after each.
 *
 * A row that only a fill made (a position closed after the end, say) is no bar: its equity belongs to the bar
 * before. Without any bar (the marks of a run on quotes) every row counts. Where no two rows share a session,
 * bars are days or longer and stand at their date's midnight: closes move by an hour with daylight saving and
 * by three on half days, and the time between two daily bars must be whole days all the same.
 */
export const barRows = (marks: readonly Mark[]): BarRow[] => {
  const rows: Mark[] = [];
  const everyRow = !marks.some(isBar);
  for (const mark of marks) {
    const last = rows.at(-1);
    if (everyRow || isBar(mark)) rows.push(mark);
    else if (last) rows[rows.length - 1] = { ...last, equity: mark.equity };
  }
  const dated = new Set(rows.map(({ sessionDate }) => sessionDate)).size === rows.length;
  return rows.map(({ at, sessionDate, equity, prices }) => ({
    time: dated ? Date.parse(sessionDate) : at,
    sessionDate,
    equity,
    prices,
  }));
};

const isBar = ({ prices }: Mark): boolean => Object.values(prices).some((price) => price !== null);
