import { depths, drawdowns } from '../../statistics/drawdowns/drawdowns.js';
import { largest } from '../../statistics/numbers/largest.js';
import { mean } from '../../statistics/numbers/mean.js';
import type { EquityRows } from './equity-rows.js';

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
 * The deepest is taken over all rows; averages and the longest are over the periods of `drawdowns`. A
 * drawdown that begins with the last row is no period: alone it is the average depth and has no length
 * (backtesting.py prints the depth where the length belongs). Without any drawdown there is neither.
 */
export const drawdownFigures = ({ time, equity }: EquityRows): DrawdownFigures => {
  const curve = depths(equity);
  const periods = drawdowns(curve);
  const lengths = periods.map(({ from, to }) => (time[to] ?? Number.NaN) - (time[from] ?? Number.NaN));
  return {
    max: largest(curve),
    average: mean(
      periods.length > 0 ? periods.map(({ depth }) => depth) : curve.filter((depth) => depth > 0),
    ),
    maxMs: largest(lengths),
    averageMs: mean(lengths),
  };
};
