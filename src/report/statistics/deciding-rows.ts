import type { RunFacts } from '../run-facts.js';
import { type BarRows, barRows } from './bar-rows.js';
import { rowsFrom } from './rows-from.js';

/** The bars of a run from the first that decides on: money that may not trade yet tells nothing. */
export const decidingRows = ({ marks, warmupBars }: RunFacts): BarRows =>
  withoutWarmup(barRows(marks), warmupBars);

/** The same of bars that are there already; the last one stays, however long the warm-up. */
export const withoutWarmup = (rows: BarRows, warmupBars: number): BarRows =>
  rowsFrom(rows, Math.max(0, Math.min(warmupBars, rows.length - 1)));
