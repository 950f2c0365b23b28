import { windows } from './windows.js';

/** How to roll a figure over a series. */
export interface RollingOptions<T> {
  /** How many successive rows each figure is made of: a whole number, at least 1. */
  readonly window: number;
  /** Makes a figure of one window's rows. */
  readonly of: (values: readonly number[]) => T;
}

/**
 * A figure of every window of successive rows: `rolling(returns, { window: 63, of: sortinoRatio })`.
 *
 * n - window + 1 of them, the first of rows 0 to window - 1; none where there are fewer rows than that. Each
 * is computed from its own rows alone, so no rounding drifts along.
 *
 * @throws RangeError for a window that is no whole number of rows.
 */
export const rolling = <T>(values: readonly number[], { window, of }: RollingOptions<T>): T[] =>
  windows(values.length, window).map(({ from, to }) => of(values.slice(from, to)));
