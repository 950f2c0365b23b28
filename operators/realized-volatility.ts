import { map, type OperatorFunction, pairwise, pipe } from 'rxjs';
import { checkPositive, checkWhole } from './check-params.js';
import { rolling } from './rolling.js';
import { standardDeviation } from './standard-deviation.js';

/**
 * Realized volatility: how much the logarithm of a price has moved over the last `span` moves, as a share in
 * a year.
 *
 *     price$                                               -100---110---99---|
 *     realizedVolatility({ span: 1, periodsPerYear: 252 }) -------1.51--1.67-|
 *
 * Torben Andersen, Tim Bollerslev, "Answering the Skeptics: Yes, Standard Volatility Models Do Provide
 * Accurate Forecasts", 1998. 0 where the price does not move.
 *
 * Silent for the first `span` inputs, then speaks once per input, in the same turn.
 * Remembers the price before, and what `rolling` remembers.
 *
 * @param span Whole number of moves, at least 1, around their mean at least 2; anything else throws while the
 *   pipeline is built.
 * @param periodsPerYear Moves in a year, above 0, such as 252 for days of an exchange; else it throws
 *   likewise.
 * @param of Reads the price. One that is not above 0 has no logarithm: it fails the stream with a RangeError.
 * @param around `zero`: the root of the mean square, as the paper does; a price that climbs evenly is
 *   volatile too. `mean`: the standard deviation of a sample, around its mean (historical volatility).
 */
export const realizedVolatility = <T>({
  span,
  periodsPerYear,
  of,
  around = 'zero',
}: {
  span: number;
  periodsPerYear: number;
  of: (input: T) => number;
  around?: 'zero' | 'mean';
}): OperatorFunction<T, number> => {
  checkWhole('realizedVolatility', { span }, around === 'mean' ? 2 : 1);
  checkPositive('realizedVolatility', { periodsPerYear });
  return pipe(
    map((input: T) => logarithm(of(input))),
    pairwise(),
    map(([before, now]) => now - before),
    around === 'mean'
      ? standardDeviation({ span, of: (move) => move, estimate: 'sample' })
      : rootMeanSquare(span),
    map((deviation) => deviation * Math.sqrt(periodsPerYear)),
  );
};

const logarithm = (price: number): number => {
  if (!(price > 0)) throw new RangeError(`realizedVolatility: a price of ${price} has no logarithm`);
  return Math.log(price);
};

const rootMeanSquare = (span: number): OperatorFunction<number, number> =>
  pipe(
    rolling({ span, of: (move: number) => move * move, merge: (a, b) => a + b }),
    map((squares) => Math.sqrt(squares / span)),
  );
