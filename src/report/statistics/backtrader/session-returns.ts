import type { BarRow } from '../bar-rows.js';

/**
 * What each session returned, as a fraction: its last value over that of the session before, of the first
 * one over the capital (`TimeReturn` of backtrader 1.9.78.123).
 */
export const sessionReturns = (rows: readonly BarRow[], startEquity: number): number[] => {
  const ends = new Map<string, number>();
  for (const { sessionDate, equity } of rows) ends.set(sessionDate, equity);
  let before = startEquity;
  return [...ends.values()].map((equity) => {
    const value = equity / before - 1;
    before = equity;
    return value;
  });
};
