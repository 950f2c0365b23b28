/** A time below the peak: from the last row at it to the next row at a peak, or to the last row. */
export interface Drawdown {
  /** The rows it begins and ends with. */
  readonly from: number;
  readonly to: number;
  /** Its greatest depth as a fraction of the peak, positive. */
  readonly depth: number;
}

/** How far each value is below the highest so far: 1 - value / running maximum, 0 at a peak. */
export const drawdownCurve = (equity: ArrayLike<number>): number[] => [...depths(equity)];

/** The same in less room, for curves of a million rows. */
export const depths = (equity: ArrayLike<number>): Float64Array => {
  let peak = Number.NEGATIVE_INFINITY;
  const curve = new Float64Array(equity.length);
  for (let row = 0; row < curve.length; row += 1) {
    const value = equity[row] ?? Number.NaN;
    peak = Math.max(peak, value);
    curve[row] = 1 - value / peak;
  }
  return curve;
};

/**
 * The periods of drawdown in a curve, in order.
 *
 * A period runs between successive rows without drawdown that are more than one row apart; the last row is an
 * end though it may be under water (as backtesting.py 0.6.6 cuts them).
 */
export const drawdowns = (curve: ArrayLike<number>): Drawdown[] => {
  const found: Drawdown[] = [];
  let from = 0;
  let depth = 0;
  for (let row = 0; row < curve.length; row += 1) {
    const value = curve[row] ?? Number.NaN;
    depth = Math.max(depth, value);
    if (value === 0 || row === curve.length - 1) {
      if (row - from > 1) found.push({ from, to: row, depth });
      from = row;
      depth = 0;
    }
  }
  return found;
};
