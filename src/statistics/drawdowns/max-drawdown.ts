import { largest } from '../numbers/largest.js';
import { growthCurve } from '../returns/growth-curve.js';
import { drawdownCurve } from './drawdowns.js';

/**
 * The deepest fall from a peak: the least of growth / highest growth so far - 1, the start among the peaks.
 *
 * Source: empyrical `max_drawdown`. A fraction, 0 or negative; NaN of nothing.
 *
 * @param returns Fractions a period, in order of time; a NaN counts as 0.
 */
export const maxDrawdown = (returns: readonly number[]): number =>
  returns.length === 0 ? Number.NaN : 0 - largest(drawdownCurve([1, ...growthCurve(returns)]));
