/**
 * The indices of the values worth drawing, at most about `limit` of them and in order.
 *
 * The series is cut into equal parts, and of each the first, lowest, highest and last value stay: a line
 * through them covers the same pixels as the whole one (U. Jugel et al., "M4", VLDB 2014). A short series
 * stays whole. NaN is a gap: it is never the lowest nor the highest unless there is nothing else.
 */
export const thinned = (values: ArrayLike<number>, limit: number): number[] => {
  if (values.length <= limit) return Array.from({ length: values.length }, (_, index) => index);
  const parts = Math.max(1, Math.floor(limit / 4));
  return Array.from({ length: parts }, (_, part) => {
    const first = Math.floor((part * values.length) / parts);
    const last = Math.floor(((part + 1) * values.length) / parts) - 1;
    let [low, high] = [first, first];
    for (let index = first; index <= last; index += 1) {
      if (!(at(values, low) <= at(values, index)) && !Number.isNaN(at(values, index))) low = index;
      if (!(at(values, high) >= at(values, index)) && !Number.isNaN(at(values, index))) high = index;
    }
    return [...new Set([first, low, high, last])].toSorted((left, right) => left - right);
  }).flat();
};

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;
