import type { Clock } from 'millrace';
import { debounceTime, defer, type MonoTypeOperatorFunction, Subject, takeUntil, tap } from 'rxjs';
import { checkPositive } from './check-params.js';

/**
 * Passes an event once nothing has followed it for `quietMs`.
 *
 *     tick$                             -a-b-------c---|
 *     debounce({ quietMs: 3, clock })   ------b-------c|
 *     debounce({ quietMs: 5, clock })   --------b------|
 *
 * Speaks `quietMs` after the event, in a turn of the clock's own. In the engine timers due at an instant ring
 * before its events, so an event that follows exactly `quietMs` later does not hold the first one back.
 * Remembers one event per subscription.
 *
 * What still waits when the source ends is dropped, unlike in RxJS' `debounceTime`: nobody can know that it
 * would have stayed quiet.
 *
 * @param quietMs Milliseconds, above 0; anything else throws while the pipeline is built.
 * @param clock The engine's clock, from the pipeline's context.
 * @see throttle for the first event and then a pause.
 */
export const debounce = <T>({
  quietMs,
  clock,
}: {
  quietMs: number;
  clock: Clock;
}): MonoTypeOperatorFunction<T> => {
  checkPositive('debounce', { quietMs });
  return (source$) =>
    defer(() => {
      const ended$ = new Subject<void>();
      return source$.pipe(
        // Told before debounceTime hears of the end, so that it has no chance to flush.
        tap({ complete: () => ended$.next() }),
        debounceTime(quietMs, clock),
        takeUntil(ended$),
      );
    });
};
