import { map, type OperatorFunction, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { comomentsOf, mergeComoments } from './comoments.js';
import type { Estimate } from './covariance.js';
import { enrich } from './enrich.js';
import { rolling } from './rolling.js';

/**
 * Z-score: how many standard deviations a number is from the mean of the last `span` inputs, itself included.
 *
 *     price$                 -10--14--14--8-|
 *     zScore({ span: 2 })    -----1---0--(-1)|
 *
 * 0 where all of them are equal: it is at the mean.
 *
 * Silent for the first `span - 1` inputs, then speaks once per input, in the same turn.
 * Remembers what `rolling` remembers: rounding does not pile up, an outlier leaves no trace.
 *
 * @param span Whole number of inputs, at least 1, of a sample at least 2; anything else throws while the
 *   pipeline is built.
 * @param of Reads the number out of an input.
 * @param estimate Whether the deviation is divided by `span` (`population`) or by `span - 1` (`sample`).
 */
export const zScore = <T>({
  span,
  of,
  estimate = 'population',
}: {
  span: number;
  of: (input: T) => number;
  estimate?: Estimate;
}): OperatorFunction<T, number> => {
  checkWhole('zScore', { span }, estimate === 'sample' ? 2 : 1);
  const divisor = estimate === 'sample' ? span - 1 : span;
  return pipe(
    map((input: T) => ({ value: of(input) })),
    enrich({
      window: rolling({ span, of: ({ value }) => comomentsOf(value, value), merge: mergeComoments }),
    }),
    map(({ value, window: { meanX, squaresX } }) =>
      squaresX === 0 ? 0 : (value - meanX) / Math.sqrt(squaresX / divisor),
    ),
  );
};
