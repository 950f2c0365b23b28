import { defer, map, type OperatorFunction, skip } from 'rxjs';

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
 */
export const ema = <T>({
  span,
  of,
}: {
  span: number;
  of: (input: T) => number;
}): OperatorFunction<T, number> => {
  if (!Number.isInteger(span) || span < 1) {
    throw new RangeError(`ema: span must be a whole number >= 1, was ${span}`);
  }
  const pull = 2 / (span + 1);
  return (source$) =>
    defer(() => {
      let average = 0;
      let seen = 0;
      return source$.pipe(
        map((input) => {
          const value = of(input);
          seen += 1;
          // The mean of the first `span` inputs is the seed: the first input alone would bias the whole
          // warm-up.
          average += (value - average) * (seen <= span ? 1 / seen : pull);
          return average;
        }),
        skip(span - 1),
      );
    });
};
