import type { BarRow } from './bar-rows.js';
import { drawdownCurve, drawdowns } from './drawdowns.js';
import { largest } from './largest.js';
import { mean } from './mean.js';

/** Depths as positive fractions, lengths in milliseconds. */
export interface DrawdownFigures {
  readonly max: number;
  readonly average: number;
  readonly maxMs: number;
  readonly averageMs: number;
}

/**
 * Depth and length of the drawdowns of equity.
 *
 * The deepest is taken over all rows; averages and the longest are over the periods of `drawdowns`, and NaN
 * where there is none.
 */
export const drawdownFigures = (rows: readonly BarRow[]): DrawdownFigures => {
  const curve = drawdownCurve(rows.map(({ equity }) => equity));
  const periods = drawdowns(curve);
  const lengths = periods.map(
    ({ from, to }) => (rows[to]?.time ?? Number.NaN) - (rows[from]?.time ?? Number.NaN),
  );
  return {
    max: largest(curve),
    average: mean(periods.map(({ depth }) => depth)),
    maxMs: largest(lengths),
    averageMs: mean(lengths),
  };
};
