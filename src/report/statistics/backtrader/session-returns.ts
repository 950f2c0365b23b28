import type { BarRows } from '../bar-rows.js';
import { sessionEnds } from '../session-ends.js';

/**
 * What each session returned, as a fraction: its last value over that of the session before, of the first
 * one over the capital (`TimeReturn` of backtrader 1.9.78.123).
 */
export const sessionReturns = (rows: BarRows, startEquity: number): number[] => {
  let before = startEquity;
  return [...sessionEnds(rows).values()].map((row) => {
    const equity = rows.equity[row] ?? Number.NaN;
    const value = equity / before - 1;
    before = equity;
    return value;
  });
};
