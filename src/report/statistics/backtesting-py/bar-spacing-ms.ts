import { median } from '../../../statistics/numbers/median.js';
import type { BarRows } from '../bar-rows.js';

/** How many of the last bars tell the spacing. */
const BARS = 100;

/** The median time between the last 100 bars of a run; NaN where there is only one. */
export const barSpacingMs = ({ time }: BarRows): number => {
  const last = [...time.subarray(-BARS)];
  return median(last.slice(1).map((each, index) => each - (last[index] ?? Number.NaN)));
};
