import type { RunFacts } from '../run-facts.js';
import { type BarRow, barRows } from './bar-rows.js';

/** The bars of a run from the first that decides on: money that may not trade yet tells nothing. */
export const decidingRows = ({ marks, warmupBars }: RunFacts): BarRow[] =>
  withoutWarmup(barRows(marks), warmupBars);

/** The same of bars that are there already. */
export const withoutWarmup = (rows: readonly BarRow[], warmupBars: number): BarRow[] =>
  rows.slice(Math.min(warmupBars, rows.length - 1));
