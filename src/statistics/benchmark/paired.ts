import { assertPaired } from '../numbers/assert-paired.js';

/** The returns of a run and of its market in the same periods. */
export interface Paired {
  readonly own: readonly number[];
  readonly market: readonly number[];
}

/**
 * The periods that are wanted, those in which both have a return unless said otherwise.
 *
 * @throws RangeError where the lengths differ.
 */
export const paired = (
  returns: readonly number[],
  benchmark: readonly number[],
  isWanted: (own: number, market: number) => boolean = bothKnown,
): Paired => {
  assertPaired(returns, benchmark);
  const rows = returns
    .map((own, row) => ({ own, market: benchmark[row] ?? Number.NaN }))
    .filter(({ own, market }) => isWanted(own, market));
  return { own: rows.map(({ own }) => own), market: rows.map(({ market }) => market) };
};

const bothKnown = (own: number, market: number): boolean => !Number.isNaN(own) && !Number.isNaN(market);
