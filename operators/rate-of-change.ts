import { map, type OperatorFunction, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { lag } from './lag.js';

/**
 * Rate of change: how far a number has moved in `span` inputs, as a share of where it was.
 *
 *     price$                    -100---110---150-|
 *     rateOfChange({ span: 2 }) -------------0.5-|
 *
 * Silent for the first `span` inputs, then speaks once per input, in the same turn.
 * Remembers the last `span` numbers per subscription.
 *
 * @param span Whole number of inputs, at least 1; anything else throws while the pipeline is built.
 * @param of Reads the number, such as a price. A move from 0 has no size: it fails the stream with a
 *   RangeError.
 * @see returns for the move from one input to the next.
 */
export const rateOfChange = <T>({
  span,
  of,
}: {
  span: number;
  of: (input: T) => number;
}): OperatorFunction<T, number> => {
  checkWhole('rateOfChange', { span });
  return pipe(
    map(of),
    lag({ span }),
    map(({ before, now }) => {
      if (before === 0) throw new RangeError(`rateOfChange: a move from 0 to ${now} has no size`);
      return now / before - 1;
    }),
  );
};
