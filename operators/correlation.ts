import { filter, map, type OperatorFunction, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { comomentsOf, mergeComoments } from './comoments.js';
import { rolling } from './rolling.js';

/**
 * Correlation of two numbers over the last `span` inputs, from -1 to 1 (Pearson's).
 *
 *     x y                        -(1 2)--(3 6)--(4 0)--(4 8)-|
 *     correlation({ span: 2 })   ----------1-----(-1)--------|
 *
 * Silent for the first `span - 1` inputs, and whenever one of the two has not moved in the window: nobody
 * can say how it goes along. Else it speaks once per input, in the same turn.
 * Remembers what `rolling` remembers: rounding does not pile up, an outlier leaves no trace.
 *
 * @param span Whole number of inputs, at least 2; anything else throws while the pipeline is built.
 * @param x Reads one number, `y` the other.
 */
export const correlation = <T>({
  span,
  x,
  y,
}: {
  span: number;
  x: (input: T) => number;
  y: (input: T) => number;
}): OperatorFunction<T, number> => {
  checkWhole('correlation', { span }, 2);
  return pipe(
    rolling({ span, of: (input: T) => comomentsOf(x(input), y(input)), merge: mergeComoments }),
    filter(({ squaresX, squaresY }) => squaresX > 0 && squaresY > 0),
    map(({ squaresX, squaresY, products }) => {
      const raw = products / Math.sqrt(squaresX * squaresY);
      // Two numbers in step are a rounding away from 1, on either side.
      return Math.max(-1, Math.min(1, raw));
    }),
  );
};
