/**
 * The value below which a share of the values lies, between two neighbours in proportion.
 *
 * The place is share (n - 1) in the sorted values, counted from 0 (type 7 of R. Hyndman and Y. Fan, "Sample
 * Quantiles in Statistical Packages", 1996; numpy's `linear`). NaN of nothing.
 *
 * @param share From 0, the smallest value, to 1, the largest.
 */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((left, right) => left - right);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
};
