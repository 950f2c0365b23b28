import { defer, map, type OperatorFunction, skip } from 'rxjs';

/**
 * Where an exponential mean begins. `mean`: at the mean of the first `span` inputs (TA-Lib, LEAN,
 * backtrader). `first`: at the first input alone (pandas' `ewm(adjust=False)`).
 */
export type Seed = 'mean' | 'first';

/**
 * Exponential mean with any pull: each input pulls the mean a share of the way to itself.
 *
 *     price$                                                    -10--20--30--40-|
 *     exponentialMean({ span: 3, pull: 0.5, seed: 'mean' })     ---------20--30-|
 *     exponentialMean({ span: 3, pull: 0.5, seed: 'first' })    -------22.5-31.25-|
 *
 * Silent for the first `span - 1` inputs, then speaks once per input, in the same turn.
 * Remembers one number per subscription; what rounding adds fades as the inputs do.
 *
 * @param span Whole number of inputs, at least 1.
 * @param pull Share in (0, 1] of the way from the mean to the input.
 * @param of Reads the number to average out of an input.
 * @see ema and wilder for the two pulls in use; they also refuse a span that is none.
 */
export const exponentialMean =
  <T>({
    span,
    pull,
    seed,
    of,
  }: {
    span: number;
    pull: number;
    seed: Seed;
    of: (input: T) => number;
  }): OperatorFunction<T, number> =>
  (source$) =>
    defer(() => {
      const seeding = seed === 'mean' ? span : 1;
      let average = 0;
      let seen = 0;
      return source$.pipe(
        map((input) => {
          const value = of(input);
          seen += 1;
          average += (value - average) * (seen <= seeding ? 1 / seen : pull);
          return average;
        }),
        skip(span - 1),
      );
    });
