import { defer, filter, map, type OperatorFunction } from 'rxjs';

/** A number has changed sides of zero with this input. */
export interface Crossing<T> {
  readonly direction: 'up' | 'down';
  readonly input: T;
}

/**
 * Crossings of zero by a number read from each input: from below to above is up, from above to below is down.
 *
 *     number$                              --(-1)--(2)--(0)--(3)--(-2)--(0)--(1)-|
 *     crossings({ of })                    --------up------------down-----------|
 *     crossings({ of, touch: 'remember' }) --------up------------down--------up-|
 *
 * Speaks in the turn of the input that crossed. The first input crosses nothing, and a number that is NaN
 * counts as a touch. Remembers one side per subscription.
 *
 * @param of Reads the number; for two lines it is their difference.
 * @param touch What an input at exactly zero does. `ignore`: only two neighbours strictly on opposite sides
 *   make a crossing, so a touch between them hides it (as in backtesting.py). `remember`: the side before the
 *   touch is kept, so that leaving it on the other side is a crossing.
 */
export const crossings =
  <T>({
    of,
    touch = 'ignore',
  }: {
    of: (input: T) => number;
    touch?: 'ignore' | 'remember';
  }): OperatorFunction<T, Crossing<T>> =>
  (source$) =>
    defer(() => {
      let side = 0;
      return source$.pipe(
        map((input): Crossing<T> | undefined => {
          const number = of(input);
          const before = side;
          if (number > 0) side = 1;
          else if (number < 0) side = -1;
          else if (touch === 'ignore') side = 0;
          return before * side < 0 ? { direction: side > 0 ? 'up' : 'down', input } : undefined;
        }),
        filter((crossing) => crossing !== undefined),
      );
    });
