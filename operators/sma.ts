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
      const window = new RollingMean(span);
      return source$.pipe(
        map((input) => window.add(of(input))),
        skip(span - 1),
      );
    });
};

/** Fields and not variables of a closure: V8 makes an object for each new value of such a variable. */
class RollingMean {
  private readonly window: Float64Array;
  private at = 0;
  private count = 0;
  private sum = 0;
  private lostAdding = 0;
  private lostRemoving = 0;
  private negatives = 0;
  private previous = Number.NaN;
  private equalInARow = 0;

  constructor(private readonly span: number) {
    this.window = new Float64Array(span);
  }

  /** Takes the next number in and gives the mean of what is in the window then. */
  add(value: number): number {
    const { span, window, at } = this;
    if (this.count === span) this.remove(window[at] ?? 0);
    else this.count += 1;
    this.enter(value);
    window[at] = value;
    this.at = at + 1 === span ? 0 : at + 1;
    return this.mean();
  }

  private remove(value: number): void {
    const step = -value - this.lostRemoving;
    const next = this.sum + step;
    this.lostRemoving = next - this.sum - step;
    this.sum = next;
    if (value < 0) this.negatives -= 1;
  }

  private enter(value: number): void {
    const step = value - this.lostAdding;
    const next = this.sum + step;
    this.lostAdding = next - this.sum - step;
    this.sum = next;
    if (value < 0) this.negatives += 1;
    this.equalInARow = value === this.previous ? this.equalInARow + 1 : 1;
    this.previous = value;
  }

  private mean(): number {
    const { count, negatives } = this;
    if (this.equalInARow >= count) return this.previous;
    const result = this.sum / count;
    // What rounding left behind must not give a window of one sign a mean of the other.
    if ((negatives === 0 && result < 0) || (negatives === count && result > 0)) return 0;
    return result;
  }
}
