import { map, type OperatorFunction, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { comomentsOf, mergeComoments } from './comoments.js';
import { rolling } from './rolling.js';

/**
 * What a sum of squares is divided by. `population`: the number of inputs, as if there were no others
 * (numpy, TA-Lib, Bollinger). `sample`: one less, to judge by these inputs on all others (pandas).
 */
export type Estimate = 'population' | 'sample';

/**
 * Covariance of two numbers over the last `span` inputs: the mean product of their distances from their
 * means.
 *
 *     x y                       -(1 2)--(3 6)--(3 0)-|
 *     covariance({ span: 2 })   ----------2------0---|
 *
 * 0 where one of them does not move.
 *
 * Silent for the first `span - 1` inputs, then speaks once per input, in the same turn.
 * Remembers what `rolling` remembers: rounding does not pile up, an outlier leaves no trace.
 *
 * @param span Whole number of inputs, at least 1, of a sample at least 2; anything else throws while the
 *   pipeline is built.
 * @param x Reads one number, `y` the other.
 * @param estimate Whether to divide by `span` (`population`) or by `span - 1` (`sample`).
 */
export const covariance = <T>({
  span,
  x,
  y,
  estimate = 'population',
}: {
  span: number;
  x: (input: T) => number;
  y: (input: T) => number;
  estimate?: Estimate;
}): OperatorFunction<T, number> => {
  checkWhole('covariance', { span }, estimate === 'sample' ? 2 : 1);
  const divisor = estimate === 'sample' ? span - 1 : span;
  return pipe(
    rolling({ span, of: (input: T) => comomentsOf(x(input), y(input)), merge: mergeComoments }),
    map(({ products }) => products / divisor),
  );
};
