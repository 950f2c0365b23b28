import type { RunFacts } from '../run-facts.js';
import { type BarRow, barRows } from './bar-rows.js';

/** The rows from the first bar that decides on: money that may not trade yet tells nothing. */
export const decidingRows = ({ marks, warmupBars }: RunFacts): BarRow[] => {
  const rows = barRows(marks);
  return rows.slice(Math.min(warmupBars, rows.length - 1));
};
