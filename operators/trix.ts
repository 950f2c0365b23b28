import { map, type OperatorFunction, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { ema } from './ema.js';
import type { Seed } from './exponential-mean.js';
import { returns } from './returns.js';

/**
 * Trix: by how many percent an average of an average of an average has moved since the input before.
 *
 *     price$               -10--20--30--40--50-|
 *     trix({ span: 1 })    -----100-50--33.3-25-|
 *
 * Jack Hutson, "Good Trix", Stocks & Commodities, July 1983.
 *
 * Silent for the first `3 * span - 2` inputs, then speaks once per input, in the same turn.
 * Remembers four numbers per subscription.
 *
 * @param span Whole number of inputs, at least 1; anything else throws while the pipeline is built.
 * @param of Reads the number to average, such as a close. A move of the average from 0 has no size: it fails
 *   the stream with a RangeError.
 * @param seed Where the averages begin, as in `ema`.
 */
export const trix = <T>({
  span,
  of,
  seed = 'mean',
}: {
  span: number;
  of: (input: T) => number;
  seed?: Seed;
}): OperatorFunction<T, number> => {
  checkWhole('trix', { span });
  const itself = (value: number): number => value;
  return pipe(
    ema({ span, of, seed }),
    ema({ span, of: itself, seed }),
    ema({ span, of: itself, seed }),
    returns({ of: itself }),
    map((share) => 100 * share),
  );
};
