import type { Yearly } from '../options.js';
import { growthCurve } from './growth-curve.js';

/**
 * The constant return of a year that compounds to the same: (product of 1 + r)^(P / n) - 1.
 *
 * Source: empyrical `annual_return` and `cagr`, which are one formula. n counts every period, P are the
 * periods of a year; a NaN counts as 0. NaN of nothing, and where more than everything was lost.
 *
 * @param returns Fractions a period, in order of time.
 */
export const annualReturn = (returns: readonly number[], { periodsPerYear = 252 }: Yearly = {}): number =>
  (growthCurve(returns).at(-1) ?? Number.NaN) ** (periodsPerYear / returns.length) - 1;
