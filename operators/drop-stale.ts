import type { Clock } from 'millrace';
import { filter, type MonoTypeOperatorFunction } from 'rxjs';
import { checkPositive } from './check-params.js';

/**
 * Drops what has happened more than `maxAgeMs` ago.
 *
 *     quote$                              -a---b---c---|    b happened long before
 *     dropStale({ maxAgeMs: 5, clock })   -a-------c---|
 *
 * Speaks in the turn of the event it passes; one of exactly `maxAgeMs` passes. The age counts from the
 * venue's own time `happenedAt` to the clock's now, so behind an operator that delays it counts the delay
 * too. Remembers nothing.
 *
 * @param maxAgeMs Milliseconds, above 0; anything else throws while the pipeline is built.
 * @param clock The engine's clock, from the pipeline's context.
 */
export const dropStale = <T extends { readonly happenedAt: number }>({
  maxAgeMs,
  clock,
}: {
  maxAgeMs: number;
  clock: Clock;
}): MonoTypeOperatorFunction<T> => {
  checkPositive('dropStale', { maxAgeMs });
  return filter(({ happenedAt }) => clock.now() - happenedAt <= maxAgeMs);
};
