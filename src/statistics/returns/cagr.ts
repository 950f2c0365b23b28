const DAY_MS = 86_400_000;

/**
 * Compound annual growth rate over the time that passed: growth^(days of a year / days) - 1.
 *
 * `annualReturn` counts periods instead. NaN where more than everything was lost.
 *
 * @param growth Last equity over the first.
 * @param durationMs The time between the two, in milliseconds.
 * @param daysPerYear 365.25 (backtesting.py, the default) or 365 (LEAN).
 */
export const cagr = (growth: number, durationMs: number, daysPerYear = 365.25): number =>
  growth ** ((daysPerYear * DAY_MS) / durationMs) - 1;
