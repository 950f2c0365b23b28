import { paired } from './paired.js';

/**
 * What a run loses when the market's swings widen: its return at the market's worst and best period, weighted
 * by how far the middle one is from each, less its return at the middle one.
 *
 * Source: empyrical `beta_fragility_heuristic` (N. Taleb and others, "A New Heuristic Measure of Fragility
 * and Tail Risks", IMF working paper 12/216). Negative is fragile. The middle is row n / 2 in order of the
 * market's return, halves to the even row; of equal returns of the market the earlier comes first (empyrical
 * leaves their order to chance). NaN of fewer than three periods that both have.
 *
 * @param returns Fractions a period; a period where either is NaN is left out.
 * @throws RangeError where the lengths differ.
 */
export const betaFragility = (returns: readonly number[], benchmark: readonly number[]): number => {
  const { own, market } = paired(returns, benchmark);
  const sorted = own
    .map((value, row) => ({ own: value, market: market[row] ?? Number.NaN }))
    .toSorted((left, right) => left.market - right.market);
  const [worst, middle, best] = [sorted[0], sorted[halfOf(sorted.length)], sorted.at(-1)];
  if (sorted.length < 3 || !worst || !middle || !best) return Number.NaN;
  const range = best.market - worst.market;
  const share = range === 0 ? 0.5 : (middle.market - worst.market) / range;
  const rest = range === 0 ? 0.5 : (best.market - middle.market) / range;
  return share * worst.own + rest * best.own - middle.own;
};

const halfOf = (count: number): number => {
  const whole = Math.floor(count / 2);
  return count % 2 === 0 || whole % 2 === 0 ? whole : whole + 1;
};
