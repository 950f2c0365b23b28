import { defer, map, type OperatorFunction, skip } from 'rxjs';
import { checkPositive, checkWhole } from './check-params.js';
import { meanOf, ringOf } from './ring.js';

/** A middle line with a band around it. */
export interface Band {
  readonly middle: number;
  readonly upper: number;
  readonly lower: number;
}

/**
 * Bollinger bands: the mean of the last `span` inputs, and a band of some standard deviations around it.
 *
 *     price$                                   -1---2---3---6---|
 *     bollinger({ span: 3, deviations: 2 })    ---------a---b---|    a: middle 2, upper 3.63, lower 0.37
 *
 * The deviation is that of the population (divided by `span`), as John Bollinger defines it in "Bollinger on
 * Bollinger Bands" and backtrader computes it.
 *
 * Silent for the first `span - 1` inputs, then speaks once per input, in the same turn.
 * Remembers the last `span` numbers per subscription and works on them anew at every input: what has left the
 * window leaves nothing behind, and a window of equal values has a band of no width.
 *
 * @param span Whole number of inputs, at least 1; anything else throws while the pipeline is built.
 * @param deviations Half the width of the band in standard deviations, above 0; else it throws likewise.
 * @param of Reads the number out of an input.
 */
export const bollinger = <T>({
  span,
  deviations,
  of,
}: {
  span: number;
  deviations: number;
  of: (input: T) => number;
}): OperatorFunction<T, Band> => {
  checkWhole('bollinger', { span });
  checkPositive('bollinger', { deviations });
  return (source$) =>
    defer(() => {
      const push = ringOf(span);
      return source$.pipe(
        map((input) => bandOf(push(of(input)), deviations)),
        skip(span - 1),
      );
    });
};

const bandOf = (window: Float64Array, deviations: number): Band => {
  const middle = meanOf(window);
  let squares = 0;
  for (const value of window) squares += (value - middle) ** 2;
  const half = deviations * Math.sqrt(squares / window.length);
  return { middle, upper: middle + half, lower: middle - half };
};
