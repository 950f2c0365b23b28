import { largest } from '../../../statistics/numbers/largest.js';
import { percentile } from '../../../statistics/numbers/percentile.js';

/** How often values lay from one bound up to, not including, the next. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Fewer tell no shape, more are noise. */
const BINS_MAX = 40;
const BINS_MIN = 16;
/** Less is rounding. */
const WIDTH_MIN = 1e-9;
/** Of what lies outside these shares of the values, all goes into the outermost bin: one crash must not
 * press the rest into a single bar. */
const TAIL = 0.005;

/**
 * Counts values in bins of one round width, with a bound at 0 so that gains and losses never share one.
 *
 * The width is that of D. Freedman and P. Diaconis (1981), 2 IQR / n^(1/3), rounded up to 1, 2 or 5 of a
 * power of ten, within what 16 and 40 bins ask for. The outermost bins take what lies beyond them: their
 * outer bounds are infinite where there is such.
 */
export const histogram = (values: readonly number[]): Bin[] => {
  if (values.length === 0) return [];
  const [low, high] = [percentile(values, TAIL), percentile(values, 1 - TAIL)];
  const spread = percentile(values, 0.75) - percentile(values, 0.25);
  const wished = Math.min(
    Math.max((2 * spread) / Math.cbrt(values.length), (high - low) / (BINS_MAX - 2)),
    (high - low) / BINS_MIN,
  );
  const width = roundUp(Math.max(WIDTH_MIN, wished > 0 ? wished : Math.abs(high) || 1));
  const [first, last] = [Math.floor(low / width), Math.floor(high / width)];
  const counts = new Array<number>(last - first + 1).fill(0);
  for (const value of values) {
    const bin = Math.min(last, Math.max(first, Math.floor(value / width))) - first;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const [least, most] = [-largest(values.map((value) => -value)), largest(values)];
  return counts.map((count, bin) => {
    const [from, to] = [(first + bin) * width, (first + bin + 1) * width];
    return {
      from: bin === 0 && least < from ? -Infinity : from,
      to: bin === counts.length - 1 && most >= to ? Infinity : to,
      count,
    };
  });
};

const roundUp = (width: number): number => {
  const power = 10 ** Math.floor(Math.log10(width));
  return ([1, 2, 5].find((unit) => unit * power >= width) ?? 10) * power;
};
