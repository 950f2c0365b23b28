import { map, type OperatorFunction, pairwise } from 'rxjs';

/**
 * Simple returns: how far a number has moved since the input before, as a share of where it was.
 *
 *     price$             -100---110---99-|
 *     returns({ of })    -------0.1--(-0.1)-|
 *
 * Silent for the first input, then speaks once per input, in the same turn.
 * Remembers one number per subscription.
 *
 * @param of Reads the number, such as a price. A move from 0 has no size: it fails the stream with a
 *   RangeError.
 */
export const returns =
  <T>({ of }: { of: (input: T) => number }): OperatorFunction<T, number> =>
  (source$) =>
    source$.pipe(
      map(of),
      pairwise(),
      map(([before, now]) => {
        if (before === 0) throw new RangeError(`returns: a move from 0 to ${now} has no size`);
        return now / before - 1;
      }),
    );
