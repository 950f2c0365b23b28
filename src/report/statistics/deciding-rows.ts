import type { BarRow } from './bar-rows.js';

/** The rows from the first bar that decides on: money that may not trade yet tells nothing. */
export const decidingRows = (rows: readonly BarRow[], warmupBars: number): BarRow[] =>
  rows.slice(Math.min(warmupBars, rows.length - 1));
