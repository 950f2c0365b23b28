import { median } from '../../../statistics/numbers/median.js';
import type { BarRow } from '../bar-rows.js';

/** How many of the last bars tell the spacing. */
const BARS = 100;

/** The median time between the last 100 bars of a run; NaN where there is only one. */
export const barSpacingMs = (rows: readonly BarRow[]): number => {
  const last = rows.slice(-BARS);
  return median(last.slice(1).map(({ time }, index) => time - (last[index]?.time ?? Number.NaN)));
};
