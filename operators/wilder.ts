import type { OperatorFunction } from 'rxjs';
import { checkWhole } from './check-params.js';
import { exponentialMean, type Seed } from './exponential-mean.js';

/**
 * Wilder's smoothed mean: each input pulls the mean 1/span of the way to itself.
 *
 *     price$                 -10--20--40--20-|
 *     wilder({ span: 2 })    -----15-27.5-23.75-|
 *
 * J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978; also called smma or rma.
 *
 * Silent for the first `span - 1` inputs, then speaks once per input, in the same turn.
 * Remembers one number per subscription.
 *
 * @param span Whole number of inputs, at least 1; anything else throws while the pipeline is built.
 * @param of Reads the number to average out of an input.
 * @param seed `mean`: the mean of the first `span` inputs (Wilder, TA-Lib, LEAN, backtrader). `first`: the
 *   first input (pandas' `ewm(alpha=1/span, adjust=False)`).
 */
export const wilder = <T>({
  span,
  of,
  seed = 'mean',
}: {
  span: number;
  of: (input: T) => number;
  seed?: Seed;
}): OperatorFunction<T, number> => {
  checkWhole('wilder', { span });
  return exponentialMean({ span, pull: 1 / span, seed, of });
};
