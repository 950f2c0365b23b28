import { map, type OperatorFunction, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { covariance, type Estimate } from './covariance.js';

/**
 * Standard deviation of the last `span` inputs.
 *
 *     price$                            -10--14--14--20-|
 *     standardDeviation({ span: 2 })    -----2---0---3--|
 *
 * The root of the covariance of a number with itself; exactly 0 where all are equal.
 *
 * Silent for the first `span - 1` inputs, then speaks once per input, in the same turn.
 * Remembers what `covariance` remembers.
 *
 * @param span Whole number of inputs, at least 1, of a sample at least 2; anything else throws while the
 *   pipeline is built.
 * @param of Reads the number out of an input.
 * @param estimate Whether to divide by `span` (`population`: numpy, TA-Lib, backtrader) or by `span - 1`
 *   (`sample`: pandas).
 */
export const standardDeviation = <T>({
  span,
  of,
  estimate = 'population',
}: {
  span: number;
  of: (input: T) => number;
  estimate?: Estimate;
}): OperatorFunction<T, number> => {
  checkWhole('standardDeviation', { span }, estimate === 'sample' ? 2 : 1);
  return pipe(covariance({ span, x: of, y: of, estimate }), map(Math.sqrt));
};
