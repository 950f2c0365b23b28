import type { Clock } from 'millrace';
import { defer, filter, type MonoTypeOperatorFunction } from 'rxjs';
import { checkPositive } from './check-params.js';

/**
 * Lets at most one event pass in any `everyMs`: the first passes, and those that follow too soon do not.
 *
 *     tick$                              -a-b-c-d-----e-f-|
 *     throttle({ everyMs: 4, clock })    -a---c-------e---|
 *
 * Speaks in the turn of the event it passes; one that comes exactly `everyMs` after the last passes.
 * Remembers one instant per subscription. It reads the clock and sets no timer, so nothing is left pending
 * when the source ends.
 *
 * @param everyMs Milliseconds, above 0; anything else throws while the pipeline is built.
 * @param clock The engine's clock, from the pipeline's context.
 * @see debounce for the last event before a silence.
 */
export const throttle = <T>({
  everyMs,
  clock,
}: {
  everyMs: number;
  clock: Clock;
}): MonoTypeOperatorFunction<T> => {
  checkPositive('throttle', { everyMs });
  return (source$) =>
    defer(() => {
      let openAt = -Infinity;
      return source$.pipe(
        filter(() => {
          const now = clock.now();
          if (now < openAt) return false;
          openAt = now + everyMs;
          return true;
        }),
      );
    });
};
