import type { Instrument } from '../../../domain/instrument.js';

/** A holding and what would become of it. */
export interface Step {
  readonly instrument: Instrument;
  readonly price: number;
  /** Signed units before and after. */
  readonly before: number;
  readonly after: number;
}

/**
 * Equity that a holding ties up: the instrument's margin a unit where it has one, else a share of its value.
 */
export const marginOf = (
  { margin, multiplier }: Instrument,
  { units, price }: { readonly units: number; readonly price: number },
  marginRatio: number,
): number =>
  margin === null ? Math.abs(units) * price * multiplier * marginRatio : Math.abs(units) * margin.initial;

/**
 * What a trade asks of the free equity: the margin it adds and its commission. A trade that makes the
 * holding smaller asks nothing, so that nobody is held in a position for want of cash.
 */
export const neededFor = (step: Step, fee: number, marginRatio: number): number => {
  const { instrument, price, before, after } = step;
  if (Math.abs(after) <= Math.abs(before) && before * after >= 0) return 0;
  // A reversal frees the margin of what it closes.
  const then = marginOf(instrument, { units: after, price }, marginRatio);
  const now = marginOf(instrument, { units: before, price }, marginRatio);
  return Math.max(0, then - now + fee);
};
