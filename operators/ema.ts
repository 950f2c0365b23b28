import type { OperatorFunction } from 'rxjs';
import { checkWhole } from './check-params.js';
import { exponentialMean, type Seed } from './exponential-mean.js';

/**
 * Exponential moving average: each input pulls the average 2/(span + 1) of the way to itself.
 *
 *     price$              -10--20--30--40-|
 *     ema({ span: 3 })    ---------20--30-|
 *
 * Silent for the first `span - 1` inputs, then speaks once per input, in the same turn.
 * Remembers one number per subscription.
 *
 * @param span Whole number of inputs, at least 1; anything else throws while the pipeline is built.
 * @param of Reads the number to average out of an input.
 * @param seed `mean`: the mean of the first `span` inputs, since the first input alone would bias the whole
 *   warm-up (TA-Lib, LEAN, backtrader). `first`: the first input (pandas' `ewm(span, adjust=False)`).
 */
export const ema = <T>({
  span,
  of,
  seed = 'mean',
}: {
  span: number;
  of: (input: T) => number;
  seed?: Seed;
}): OperatorFunction<T, number> => {
  checkWhole('ema', { span });
  return exponentialMean({ span, pull: 2 / (span + 1), seed, of });
};
