/** Every stretch of `span` neighbours, the oldest first. */
export const windowsOf = <T>(series: readonly T[], span: number): readonly (readonly T[])[] =>
  series.slice(span - 1).map((_, start) => series.slice(start, start + span));

/** The sum of some numbers. */
export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The plain mean of some numbers. */
export const averageOf = (values: readonly number[]): number => sumOf(values) / values.length;

/** The mean product of two numbers' distances from their means. */
export const jointOf = (xs: readonly number[], ys: readonly number[]): number => {
  const [x, y] = [averageOf(xs), averageOf(ys)];
  return averageOf(xs.map((value, index) => (value - x) * ((ys[index] ?? Number.NaN) - y)));
};

/** Exponential means, as two weights of the new and the old: from the mean of the first `span` values on. */
export const smoothedBy = (pull: number, values: readonly number[], span: number): readonly number[] => {
  if (values.length < span) return [];
  let mean = averageOf(values.slice(0, span));
  const later = values.slice(span).map((value) => (mean = pull * value + (1 - pull) * mean));
  return [averageOf(values.slice(0, span)), ...later];
};

/** Two series side by side, from where both have a value: they end together. */
export const besides = <A, B>(as: readonly A[], bs: readonly B[]): readonly (readonly [A, B])[] => {
  const length = Math.min(as.length, bs.length);
  const tail = bs.slice(bs.length - length);
  // Both parts are as long as the shorter one.
  return as.slice(as.length - length).map((a, index) => [a, tail[index] as B] as const);
};
