import { known } from '../numbers/known.js';
import { percentile } from '../numbers/percentile.js';

/** Which part of the returns is the tail. */
export interface TailOptions {
  /** The share of returns that are worse, from 0 to 1; 0.05 unless given. */
  readonly cutoff?: number;
}

/**
 * The return of a period that only a small share of periods fell below: the percentile of the history,
 * between neighbours in proportion.
 *
 * Source: empyrical `value_at_risk`. A loss is negative. NaN of nothing.
 *
 * @param returns Fractions a period; a NaN is left out.
 */
export const valueAtRisk = (returns: readonly number[], { cutoff = 0.05 }: TailOptions = {}): number =>
  percentile(known(returns), cutoff);
