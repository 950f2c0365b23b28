import { assertPaired } from './assert-paired.js';

/**
 * What each return has above another: a constant, or a series of the same length.
 *
 * @throws RangeError where the lengths differ.
 */
export const excess = (returns: readonly number[], over: number | readonly number[]): number[] => {
  if (typeof over === 'number') return returns.map((value) => value - over);
  assertPaired(returns, over);
  return returns.map((value, row) => value - (over[row] ?? Number.NaN));
};
