import { defer, map, type OperatorFunction, skip } from 'rxjs';
import { checkWhole } from './check-params.js';
import { ringOf } from './ring.js';

/**
 * Percent rank: the share of the last `span` inputs that are below the newest one, from 0 to below 1.
 *
 *     price$                      -10--30--20--20-|
 *     percentRank({ span: 3 })    ---------0.33-0-|
 *
 * The newest is one of the `span` and not below itself (backtrader); equal ones are not below it either.
 *
 * Silent for the first `span - 1` inputs, then speaks once per input, in the same turn.
 * Remembers the last `span` numbers per subscription and compares the newest with all of them.
 *
 * @param span Whole number of inputs, at least 1; anything else throws while the pipeline is built.
 * @param of Reads the number to rank out of an input.
 */
export const percentRank = <T>({
  span,
  of,
}: {
  span: number;
  of: (input: T) => number;
}): OperatorFunction<T, number> => {
  checkWhole('percentRank', { span });
  return (source$) =>
    defer(() => {
      const push = ringOf(span);
      return source$.pipe(
        map((input) => {
          const newest = of(input);
          let below = 0;
          for (const value of push(newest)) if (value < newest) below += 1;
          return below / span;
        }),
        skip(span - 1),
      );
    });
};
