import type { BarRow } from './bar-rows.js';

/**
 * A symbol's close in each row, its last one where the row came from another symbol; NaN
 * before its first bar.
 */
export const closes = (rows: readonly BarRow[], symbol: string): number[] => {
  let last = Number.NaN;
  return rows.map(({ prices }) => {
    last = prices[symbol]?.close ?? last;
    return last;
  });
};
