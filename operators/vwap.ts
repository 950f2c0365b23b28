import { defer, filter, map, type OperatorFunction, pipe, scan } from 'rxjs';
import { checkWhole } from './check-params.js';
import { rolling } from './rolling.js';

/** A volume and the mean price it was paid at. */
interface Paid {
  readonly volume: number;
  readonly price: number;
}

/**
 * Volume-weighted average price: the mean price of the units traded.
 *
 *     price volume                          -(10 1)--(20 3)--(30 1)-|    the third in a new session
 *     vwap({ over: 2, … })                  -----------17.5----22.5-|
 *     vwap({ over: (bar) => bar.sessionDate, … })  ---10---17.5---30-|
 *
 * Speaks once per input, in the same turn, but is silent while no unit was traded in the stretch, and over a
 * number of inputs for the first `over - 1`. Prices that are equal have exactly that mean.
 * Remembers two numbers per subscription; over a number of inputs what `rolling` remembers.
 * S. Berkowitz, D. Logue, E. Noser, "The Total Cost of Transactions on the NYSE", 1988.
 *
 * @param price Reads the price, such as the mean of a bar's high, low and close.
 * @param volume Reads the units traded, at least 0. null, a volume that nobody told, fails the stream with a
 *   RangeError.
 * @param over The stretch. A number: so many inputs, whole and at least 1, else it throws while the pipeline
 *   is built. A reader: since what it reads changed last, such as a bar's `sessionDate`.
 */
export const vwap = <T>({
  price,
  volume,
  over,
}: {
  price: (input: T) => number;
  volume: (input: T) => number | null;
  over: number | ((input: T) => string | number);
}): OperatorFunction<T, number> => {
  if (typeof over === 'number') checkWhole('vwap', { over });
  const paidOf = (input: T): Paid => {
    const units = volume(input);
    if (units === null) throw new RangeError('vwap: an input has no volume');
    return { volume: units, price: price(input) };
  };
  return pipe(
    typeof over === 'number'
      ? rolling({ span: over, of: paidOf, merge: together })
      : since({ mark: over, of: paidOf }),
    filter((paid) => paid.volume > 0),
    map((paid) => paid.price),
  );
};

const since =
  <T>({
    mark,
    of,
  }: {
    mark: (input: T) => string | number;
    of: (input: T) => Paid;
  }): OperatorFunction<T, Paid> =>
  (source$) =>
    defer(() => {
      let current: string | number | undefined;
      return source$.pipe(
        scan(
          (sofar, input) => {
            const before = current;
            current = mark(input);
            return current === before ? together(sofar, of(input)) : of(input);
          },
          { volume: 0, price: 0 },
        ),
      );
    });

const together = (a: Paid, b: Paid): Paid => {
  // A price at which nothing was traded must leave no trace.
  if (a.volume === 0) return b;
  if (b.volume === 0) return a;
  const volume = a.volume + b.volume;
  return { volume, price: a.price + (b.price - a.price) * (b.volume / volume) };
};
