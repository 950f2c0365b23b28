import { assertPaired } from '../numbers/assert-paired.js';
import { windows } from './windows.js';

/** How to roll a figure over two series. */
export interface RollingBesideOptions<T> {
  /** How many successive rows each figure is made of: a whole number, at least 1. */
  readonly window: number;
  /** Makes a figure of one window's rows of both series. */
  readonly of: (returns: readonly number[], benchmark: readonly number[]) => T;
}

/**
 * A figure of every window of successive rows of two series, as `rolling` does it for one:
 * `rollingBeside(returns, benchmark, { window: 63, of: correlation })`.
 *
 * @throws RangeError where the lengths differ, and for a window that is no whole number of rows.
 */
export const rollingBeside = <T>(
  returns: readonly number[],
  benchmark: readonly number[],
  { window, of }: RollingBesideOptions<T>,
): T[] => {
  assertPaired(returns, benchmark);
  return windows(returns.length, window).map(({ from, to }) =>
    of(returns.slice(from, to), benchmark.slice(from, to)),
  );
};
