import { map, type OperatorFunction, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { ema } from './ema.js';
import { enrich } from './enrich.js';
import type { Seed } from './exponential-mean.js';

/** A fast average less a slow one, the average of that, and how far it is ahead of its average. */
export interface Macd {
  readonly macd: number;
  readonly signal: number;
  readonly histogram: number;
}

/**
 * Moving average convergence divergence: how far a fast average is from a slow one, and its own average.
 *
 *     price$                                 -10--20--30--40--80-|
 *     macd({ fast: 1, slow: 3, signal: 2 })  -------------y---z--|    y: macd 10, signal 10, histogram 0
 *
 * Each average begins at the mean of its own first inputs, as in LEAN and backtrader; TA-Lib begins the fast
 * one later, where the slow one begins, and meets these values only after some time.
 * Gerald Appel, "Technical Analysis: Power Tools for Active Investors", 2005.
 *
 * Silent for the first `slow + signal - 2` inputs (of the longer of fast and slow), then speaks once per
 * input, in the same turn. Remembers three numbers per subscription.
 *
 * @param fast Whole number of inputs, at least 1, as are `slow` and `signal`; anything else throws while the
 *   pipeline is built. With `signal` 1 the signal is the difference itself.
 * @param of Reads the number, such as a close.
 * @param seed Where the averages begin, as in `ema`.
 */
export const macd = <T>({
  fast,
  slow,
  signal,
  of,
  seed = 'mean',
}: {
  fast: number;
  slow: number;
  signal: number;
  of: (input: T) => number;
  seed?: Seed;
}): OperatorFunction<T, Macd> => {
  checkWhole('macd', { fast, slow, signal });
  const value = (row: { readonly value: number }): number => row.value;
  return pipe(
    map((input: T) => ({ value: of(input) })),
    enrich({ quick: ema({ span: fast, of: value, seed }), calm: ema({ span: slow, of: value, seed }) }),
    map(({ quick, calm }) => ({ value: quick - calm })),
    enrich({ signal: ema({ span: signal, of: value, seed }) }),
    map((row) => ({ macd: row.value, signal: row.signal, histogram: row.value - row.signal })),
  );
};
