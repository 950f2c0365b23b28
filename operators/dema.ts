import { map, type OperatorFunction, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { ema } from './ema.js';
import { enrich } from './enrich.js';
import type { Seed } from './exponential-mean.js';

/**
 * Double exponential moving average: twice the average less the average's own average, which takes out most
 * of the lag.
 *
 *     price$               -10--20--30--40-|
 *     dema({ span: 2 })    ---------30--40-|
 *
 * Patrick Mulloy, "Smoothing Data with Faster Moving Averages", Stocks & Commodities, February 1994.
 *
 * Silent for the first `2 * span - 2` inputs, then speaks once per input, in the same turn.
 * Remembers two numbers per subscription.
 *
 * @param span Whole number of inputs, at least 1; anything else throws while the pipeline is built.
 * @param of Reads the number to average out of an input.
 * @param seed Where the averages begin, as in `ema`.
 */
export const dema = <T>({
  span,
  of,
  seed = 'mean',
}: {
  span: number;
  of: (input: T) => number;
  seed?: Seed;
}): OperatorFunction<T, number> => {
  checkWhole('dema', { span });
  return pipe(
    ema({ span, of, seed }),
    map((once) => ({ once })),
    enrich({ twice: ema({ span, of: ({ once }) => once, seed }) }),
    map(({ once, twice }) => 2 * once - twice),
  );
};
