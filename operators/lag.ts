import { defer, map, type OperatorFunction, skip } from 'rxjs';
import { checkWhole } from './check-params.js';

/** An input and the one some inputs before it. */
export interface Lagged<T> {
  readonly before: T;
  readonly now: T;
}

/**
 * Each input beside the one that came `span` inputs before it.
 *
 *     price$              -a---b---c---d---|
 *     lag({ span: 2 })    ---------y---z---|    y: before a, now c; z: before b, now d
 *
 * Silent for the first `span` inputs, then speaks once per input, in the same turn.
 * Remembers the last `span` inputs per subscription.
 *
 * @param span Whole number of inputs, at least 1; anything else throws while the pipeline is built.
 */
export const lag = <T>({ span }: { span: number }): OperatorFunction<T, Lagged<T>> => {
  checkWhole('lag', { span });
  return (source$) =>
    defer(() => {
      const ring: T[] = [];
      let at = 0;
      return source$.pipe(
        map((now): Lagged<T> => {
          const before = ring[at] as T; // while the ring fills up there is none, and nobody hears of it
          ring[at] = now;
          at = at + 1 === span ? 0 : at + 1;
          return { before, now };
        }),
        skip(span),
      );
    });
};
