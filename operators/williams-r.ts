import type { Ohlc } from 'millrace';
import { map, type OperatorFunction, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { stochastic } from './stochastic.js';

/**
 * Williams %R: how far the close is below the highest high, from 0 at the high to -100 at the lowest low.
 *
 *     high low close           -(12 10 11)--(14 11 14)--(13 10 11)-|
 *     williamsR({ span: 2 })   -----------------0----------(-75)---|
 *
 * The fast stochastic less 100; a close in a window that has no range stands in its middle, at -50.
 * Larry Williams, "How I Made One Million Dollars Last Year Trading Commodities", 1973.
 *
 * Silent for the first `span - 1` bars, then speaks once per bar, in the same turn.
 * Remembers what `stochastic` remembers.
 *
 * @param span Whole number of bars, at least 1; anything else throws while the pipeline is built.
 */
export const williamsR = ({ span }: { span: number }): OperatorFunction<Ohlc, number> => {
  checkWhole('williamsR', { span });
  return pipe(
    stochastic({ span, smooth: 1, signal: 1 }),
    map(({ k }) => k - 100),
  );
};
