/**
 * The longest time in which a peak was equalled again, counted from the last sample that stood at it; 0 where
 * none ever was.
 *
 * Source: LEAN, commit 2486390, `Statistics.CalculateDrawdownMetrics`.
 *
 * @param equity One sample a day.
 * @returns Days.
 */
export const drawdownRecovery = (equity: readonly number[]): number => {
  let peak = Number.NEGATIVE_INFINITY;
  let peakDay = 0;
  let isBelow = false;
  let longest = 0;
  equity.forEach((value, day) => {
    if (value < peak) {
      isBelow = true;
      return;
    }
    if (isBelow) longest = Math.max(longest, day - peakDay);
    isBelow = false;
    peak = value;
    peakDay = day;
  });
  return longest;
};
