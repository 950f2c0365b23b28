import { defer, map, type OperatorFunction, skip } from 'rxjs';
import { checkWhole } from './check-params.js';

/**
 * Simple moving average: the mean of the last `span` inputs.
 *
 *     price$              -10--20--30--40-|
 *     sma({ span: 3 })    ---------20--30-|
 *
 * Silent for the first `span - 1` inputs, then speaks once per input, in the same turn.
 * Remembers the last `span` numbers and their sum per subscription.
 *
 * Equal to pandas' `rolling(span).mean()` to the last digit, because averages that tie decide trades: one sum
 * with a Kahan compensation for what leaves and another for what enters, leaving first, and a window of equal
 * values is that value (pandas/_libs/window/aggregations.pyx, `add_mean`, `remove_mean`, `calc_mean`).
 *
 * @param span Whole number of inputs, at least 1; anything else throws while the pipeline is built.
 * @param of Reads the number to average out of an input.
 */
export const sma = <T>({
  span,
  of,
}: {
  span: number;
  of: (input: T) => number;
}): OperatorFunction<T, number> => {
  checkWhole('sma', { span });
  return (source$) =>
    defer(() => {
      const roll = rollingMean(span);
      return source$.pipe(
        map((input) => roll(of(input))),
        skip(span - 1),
      );
    });
};

const rollingMean = (span: number): ((value: number) => number) => {
  const window = new Float64Array(span);
  let at = 0;
  let count = 0;
  let sum = 0;
  let lostAdding = 0;
  let lostRemoving = 0;
  let negatives = 0;
  let previous = Number.NaN;
  let equalInARow = 0;

  const remove = (value: number): void => {
    const step = -value - lostRemoving;
    const next = sum + step;
    lostRemoving = next - sum - step;
    sum = next;
    if (value < 0) negatives -= 1;
  };
  const add = (value: number): void => {
    const step = value - lostAdding;
    const next = sum + step;
    lostAdding = next - sum - step;
    sum = next;
    if (value < 0) negatives += 1;
    equalInARow = value === previous ? equalInARow + 1 : 1;
    previous = value;
  };
  const mean = (): number => {
    if (equalInARow >= count) return previous;
    const result = sum / count;
    // What rounding left behind must not give a window of one sign a mean of the other.
    if ((negatives === 0 && result < 0) || (negatives === count && result > 0)) return 0;
    return result;
  };

  return (value) => {
    if (count === span) remove(window[at] ?? 0);
    else count += 1;
    add(value);
    window[at] = value;
    at = at + 1 === span ? 0 : at + 1;
    return mean();
  };
};
