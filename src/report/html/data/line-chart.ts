import { rounded } from './rounded.js';
import { thinned } from './thinned.js';

/** How a line looks: `run` is what was tested, `market` stands behind it, `loss` falls from above. */
export type Look = 'run' | 'market' | 'loss';

/** A chart of lines over one axis of time. */
export interface LineChart {
  readonly id: string;
  readonly unit: 'money' | 'percent' | 'ratio';
  /** Epoch milliseconds. */
  readonly at: readonly number[];
  readonly lines: readonly {
    readonly name: string;
    readonly look: Look;
    readonly values: readonly (number | null)[];
  }[];
}

/** A chart whose lines have all their points; NaN and what is infinite are gaps. */
export interface WholeChart extends Pick<LineChart, 'id' | 'unit'> {
  readonly at: ArrayLike<number>;
  readonly lines: readonly {
    readonly name: string;
    readonly look: Look;
    readonly values: ArrayLike<number>;
  }[];
}

/** More points than a wide screen has columns, so that a look at a part still shows its shape. */
const POINTS_MAX = 4_000;

/** Thins the lines of a chart together: what one of them must keep, all of them keep. */
export const lineChart = (chart: WholeChart): LineChart => {
  const limit = Math.floor(POINTS_MAX / Math.max(1, chart.lines.length));
  const kept = chart.lines.map(({ values }) => thinned(values, limit));
  const rows = [...new Set(kept.flat())].toSorted((left, right) => left - right);
  return {
    ...chart,
    at: rows.map((row) => chart.at[row] ?? Number.NaN),
    lines: chart.lines.map((line) => ({
      ...line,
      values: rows.map((row) => {
        const value = line.values[row] ?? Number.NaN;
        return Number.isFinite(value) ? rounded(value) : null;
      }),
    })),
  };
};
