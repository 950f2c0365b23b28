import { defer, filter, map, type OperatorFunction } from 'rxjs';

/** A period that is over. */
export interface Closing<T> {
  readonly period: string;
  /** The last event of each symbol that had one, in the order of their first ones. */
  readonly last: readonly T[];
  /** The event that began another period; it is none of them. */
  readonly next: T;
}

/**
 * What every symbol said last in a period, once the period is over.
 *
 *     bar$               -a1--b1--a2--|--b3--a3-    | a month begins
 *     closings({ … })    ----------------y------    y: last [a2, b1], next b3
 *
 * Nobody can know that an event was the last one of a period before there is one of the next, so it speaks
 * in the turn of the first event of another period, whoever has it. A symbol that has said nothing in the
 * period is not there. What belongs to a period before that comes too late and is passed over.
 * Remembers one event a symbol.
 *
 * @param period Names the period of an event; a later one stands later in the alphabet, as `2024-02` does.
 */
export const closings =
  <T extends { readonly symbol: string }>({
    period,
  }: {
    period: (event: T) => string;
  }): OperatorFunction<T, Closing<T>> =>
  (event$) =>
    defer(() => {
      let now: string | undefined;
      let last = new Map<string, T>();
      return event$.pipe(
        map((event): Closing<T> | undefined => {
          const named = period(event);
          const before = now ?? named;
          if (named < before) return undefined;
          const heard = last;
          now = named;
          if (named !== before) last = new Map();
          last.set(event.symbol, event);
          return named === before ? undefined : { period: before, last: [...heard.values()], next: event };
        }),
        filter((closing) => closing !== undefined),
      );
    });
