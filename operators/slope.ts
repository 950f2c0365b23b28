import { defer, filter, map, type OperatorFunction } from 'rxjs';
import { checkWhole } from './check-params.js';
import { comomentsOf, mergeComoments } from './comoments.js';
import { rolling } from './rolling.js';

/**
 * Slope of the line through the last `span` inputs that leaves the least squares: by how much `y` moves when
 * `x` moves by one.
 *
 *     x y                      -(1 2)--(3 6)--(4 5)-|
 *     slope({ span: 2, x, y }) ----------2----(-1)--|
 *     slope({ span: 2, y })    ----------4----(-1)--|    per input
 *
 * Of two prices it is the hedge ratio: units of `x` that go against one of `y`.
 *
 * Silent for the first `span - 1` inputs, and whenever `x` has not moved in the window: every line fits then.
 * Else it speaks once per input, in the same turn.
 * Remembers what `rolling` remembers: rounding does not pile up, an outlier leaves no trace.
 *
 * @param span Whole number of inputs, at least 2; anything else throws while the pipeline is built.
 * @param y Reads the number that moves along.
 * @param x Reads the number that leads. Without it the inputs are counted.
 */
export const slope = <T>({
  span,
  y,
  x,
}: {
  span: number;
  y: (input: T) => number;
  x?: (input: T) => number;
}): OperatorFunction<T, number> => {
  checkWhole('slope', { span }, 2);
  return (source$) =>
    defer(() => {
      let place = 0;
      const lead = x ?? (() => (place += 1));
      return source$.pipe(
        rolling({ span, of: (input) => comomentsOf(lead(input), y(input)), merge: mergeComoments }),
        filter(({ squaresX }) => squaresX > 0),
        map(({ products, squaresX }) => products / squaresX),
      );
    });
};
