/**
 * Refuses two series that cannot belong together, row by row.
 *
 * @throws RangeError where the lengths differ.
 */
export const assertPaired = (left: ArrayLike<number>, right: ArrayLike<number>): void => {
  if (left.length === right.length) return;
  const lengths = `two series of ${left.length} and ${right.length} rows`;
  throw new RangeError(`${lengths}: give each period a row in both, NaN where one has none`);
};
