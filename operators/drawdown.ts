import { defer, map, type OperatorFunction } from 'rxjs';

/**
 * Drawdown: how far a number is below the highest it has been, as a share of that; 0 at a new high, else
 * negative.
 *
 *     equity$            -100---75----120--90----|
 *     drawdown({ of })   -0---(-0.25)--0--(-0.25)|
 *
 * Speaks once per input, in the same turn. Remembers one number per subscription.
 *
 * @param of Reads the number, such as an equity. A fall from a high that is not above 0 has no size: it fails
 *   the stream with a RangeError.
 */
export const drawdown =
  <T>({ of }: { of: (input: T) => number }): OperatorFunction<T, number> =>
  (source$) =>
    defer(() => {
      let high = -Infinity;
      return source$.pipe(
        map((input) => {
          const value = of(input);
          high = Math.max(high, value);
          if (high <= 0) throw new RangeError(`drawdown: a fall from ${high} has no size`);
          return value / high - 1;
        }),
      );
    });
