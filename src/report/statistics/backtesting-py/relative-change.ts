/**
 * How much more the last of some values is than the first, as a fraction of the first; NaN of nothing.
 *
 * The difference comes first: `last / first - 1` would lose the digits of a change that is next to nothing.
 */
export const relativeChange = (values: ArrayLike<number>): number => {
  const first = values[0] ?? Number.NaN;
  return ((values[values.length - 1] ?? Number.NaN) - first) / first;
};
