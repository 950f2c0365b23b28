const BINS_PER_DECADE = 200;
const DECADES = 18;
/** All that is smaller is as good as nothing: a microsecond, a thousandth of a basis point. */
const SMALLEST = 1e-3;

/**
 * How often values of any size came, in bins half a percent to each side of their middles: quantiles of any
 * number of values in a few kilobytes.
 */
export class LogHistogram {
  count = 0;
  readonly #bins = new Float64Array(BINS_PER_DECADE * DECADES + 1);
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  add(value: number): void {
    this.count += 1;
    if (value < this.#low) this.#low = value;
    if (value > this.#high) this.#high = value;
    const bin = binOf(value);
    this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
  }

  /** The value that a share of all does not exceed, to half a percent; NaN where there is none. */
  quantile(share: number): number {
    if (this.count === 0) return Number.NaN;
    const bin = this.#binAt(share);
    const middle = bin === 0 ? 0 : SMALLEST * 10 ** ((bin - 0.5) / BINS_PER_DECADE);
    return Math.min(this.#high, Math.max(this.#low, middle));
  }

  /** How many are more than ten times as large as a share of all, and larger than `least`. */
  tenfold(
    share: number,
    least: number,
  ): { readonly count: number; readonly isOver: (value: number) => boolean } {
    const limit = Math.max(this.#binAt(share) + BINS_PER_DECADE, binOf(least));
    let count = 0;
    for (let bin = limit + 1; bin < this.#bins.length; bin += 1) count += this.#bins[bin] ?? 0;
    return { count, isOver: (value) => binOf(value) > limit };
  }

  #binAt(share: number): number {
    let left = Math.ceil(share * this.count);
    let bin = 0;
    for (; bin < this.#bins.length - 1; bin += 1) {
      left -= this.#bins[bin] ?? 0;
      if (left <= 0) break;
    }
    return bin;
  }
}

const binOf = (value: number): number => {
  if (!(value > SMALLEST)) return 0;
  return Math.min(BINS_PER_DECADE * DECADES, Math.ceil(Math.log10(value / SMALLEST) * BINS_PER_DECADE));
};
