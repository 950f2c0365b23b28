import { defer, map, type OperatorFunction } from 'rxjs';
import { checkWhole } from './check-params.js';
import { comomentsOf, mergeComoments } from './comoments.js';
import { rolling } from './rolling.js';

/**
 * Weighted moving average: the newest of `span` inputs weighs `span`, the one before `span - 1`, the oldest
 * 1.
 *
 *     price$              -10--20--40--20-|
 *     wma({ span: 2 })    ----16.7-33.3-26.7-|
 *
 * Equal to the mean plus what the inputs' order adds: 2 * Σ (place - middle place)(input - mean) over
 * span * (span + 1), so that a window of equal values is that value.
 *
 * Silent for the first `span - 1` inputs, then speaks once per input, in the same turn.
 * Remembers what `rolling` remembers.
 *
 * @param span Whole number of inputs, at least 1; anything else throws while the pipeline is built.
 * @param of Reads the number to average out of an input.
 */
export const wma = <T>({
  span,
  of,
}: {
  span: number;
  of: (input: T) => number;
}): OperatorFunction<T, number> => {
  checkWhole('wma', { span });
  return (source$) =>
    defer(() => {
      let place = 0;
      return source$.pipe(
        rolling({ span, of: (input) => comomentsOf((place += 1), of(input)), merge: mergeComoments }),
        map(({ meanY, products }) => meanY + (2 * products) / (span * (span + 1))),
      );
    });
};
