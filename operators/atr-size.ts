import type { Ohlc } from 'millrace';
import { map, type OperatorFunction, pipe } from 'rxjs';
import { atr } from './atr.js';
import { checkPositive, checkWhole } from './check-params.js';
import { enrich } from './enrich.js';

/**
 * Position size by average true range: the weight at which a move of `multiple` ranges against the position
 * costs the share `riskWeight` of the equity.
 *
 *     high low close                                              -(102 98 100)--(102 98 100)-|
 *     atrSize({ span: 2, multiple: 2, riskWeight: 0.02, … })      -------------------0.25-----|
 *
 * riskWeight * close / (multiple * range), at most `maxWeight`, which is also the answer where nothing moves.
 * Curtis Faith, "The Original Turtle Trading Rules", 2003, chapter 3.
 *
 * Silent for the first `span - 1` bars, then speaks once per bar, in the same turn.
 * Remembers what `atr` remembers.
 *
 * @param span Whole number of bars of the range, at least 1; anything else throws while the pipeline is
 *   built.
 * @param multiple Average true ranges from the entry to the stop, above 0; else it throws likewise.
 * @param riskWeight Share of the equity to lose at the stop, above 0, such as 0.01; else it throws likewise.
 * @param maxWeight The most to say, as a share of the equity, above 0; else it throws likewise.
 */
export const atrSize = ({
  span,
  multiple,
  riskWeight,
  maxWeight,
}: {
  span: number;
  multiple: number;
  riskWeight: number;
  maxWeight: number;
}): OperatorFunction<Ohlc, number> => {
  checkWhole('atrSize', { span });
  checkPositive('atrSize', { multiple, riskWeight, maxWeight });
  return pipe(
    map(({ open, high, low, close }: Ohlc): Ohlc => ({ open, high, low, close })),
    enrich({ range: atr({ span }) }),
    map(({ close, range }) =>
      range === 0 ? maxWeight : Math.min(maxWeight, (riskWeight * close) / (multiple * range)),
    ),
  );
};
