/** The units a duration is rounded up to, in milliseconds, longest first. */
const UNITS_MS = [86_400_000, 3_600_000, 60_000, 1_000, 1];
const [DAY_MS = 86_400_000] = UNITS_MS;

/**
 * A duration in days, rounded up to the unit of the bar spacing: the longest of day, hour, minute, second and
 * millisecond that divides it (backtesting.py 0.6.6; its documentation shows 40.22 days as 41).
 */
export const roundedDays = (durationMs: number, spacingMs: number): number => {
  const unit = UNITS_MS.find((ms) => spacingMs % ms === 0) ?? 1;
  return (Math.ceil(durationMs / unit) * unit) / DAY_MS;
};
