import type { BarRows } from './bar-rows.js';

/**
 * The last row of each session, by its day, from a row on; in the order in which sessions began.
 *
 * Symbols of several exchanges take turns with their dates, so that a session may go on after the next.
 */
export const sessionEnds = ({ sessionDay }: BarRows, from = 0): ReadonlyMap<number, number> => {
  const ends = new Map<number, number>();
  for (let row = from; row < sessionDay.length; row += 1) {
    const day = sessionDay[row] ?? Number.NaN;
    if (day !== sessionDay[row + 1]) ends.set(day, row);
  }
  return ends;
};
