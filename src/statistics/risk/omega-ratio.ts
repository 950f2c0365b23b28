import { excess } from '../numbers/excess.js';
import { known } from '../numbers/known.js';
import { sum } from '../numbers/sum.js';
import type { RiskFree } from '../options.js';

/** What an omega ratio is measured against. */
export interface OmegaOptions extends RiskFree {
  /** What returns must reach in a year, as a fraction: (1 + it)^(1 / P) - 1 a period; 0 unless given. */
  readonly requiredPerYear?: number;
}

/**
 * What lies above a threshold over what lies below it: sum(max(r - t, 0)) / sum(max(t - r, 0)), with t the
 * risk-free return of a period plus the period's part of the required one.
 *
 * Source: empyrical `omega_ratio` (C. Keating and W. Shadwick, "A Universal Performance Measure", 2002). NaN
 * of fewer than two rows, where nothing lies below, and where more than everything may be lost in a year.
 *
 * @param returns Fractions a period; a NaN is left out.
 */
export const omegaRatio = (
  returns: readonly number[],
  { riskFreePerPeriod = 0, requiredPerYear = 0, periodsPerYear = 252 }: OmegaOptions = {},
): number => {
  if (returns.length < 2) return Number.NaN;
  // A power of 1 is not exact, and a return that just reaches the threshold lies on neither side.
  const required = periodsPerYear === 1 ? requiredPerYear : (1 + requiredPerYear) ** (1 / periodsPerYear) - 1;
  const above = known(excess(returns, riskFreePerPeriod)).map((value) => value - required);
  const below = -sum(above.filter((value) => value < 0));
  return below > 0 ? sum(above.filter((value) => value > 0)) / below : Number.NaN;
};
