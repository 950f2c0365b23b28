import type { Ohlc } from 'millrace';
import { map, type OperatorFunction, pipe } from 'rxjs';
import { atr } from './atr.js';
import type { Band } from './bollinger.js';
import { checkPositive, checkWhole } from './check-params.js';
import { ema } from './ema.js';
import { enrich } from './enrich.js';

/**
 * Keltner channel: the exponential average of the close, and a band of some average true ranges around it.
 *
 *     high low close                                  -(12 10 11)--(15 13 14)--(14 13 13)-|
 *     keltner({ span: 1, atrSpan: 2, multiple: 2 })   -----------------y-----------z------|
 *
 *     y: middle 14, upper 20, lower 8; z: middle 13, upper 17, lower 9
 *
 * Chester Keltner, "How to Make Money in Commodities", 1960, in the form Linda Raschke gave it, with Wilder's
 * range. No width where nothing moves.
 *
 * Silent until both averages speak: for one less than the longer of the spans. Then speaks once per bar, in
 * the same turn. Remembers three numbers per subscription.
 *
 * @param span Whole number of bars of the middle, at least 1, as is `atrSpan`, that of the range; anything
 *   else throws while the pipeline is built.
 * @param multiple Half the width of the band in average true ranges, above 0; else it throws likewise.
 */
export const keltner = ({
  span,
  atrSpan,
  multiple,
}: {
  span: number;
  atrSpan: number;
  multiple: number;
}): OperatorFunction<Ohlc, Band> => {
  checkWhole('keltner', { span, atrSpan });
  checkPositive('keltner', { multiple });
  return pipe(
    map(({ open, high, low, close }: Ohlc): Ohlc => ({ open, high, low, close })),
    enrich({ middle: ema({ span, of: ({ close }) => close }), range: atr({ span: atrSpan }) }),
    map(({ middle, range }) => ({
      middle,
      upper: middle + multiple * range,
      lower: middle - multiple * range,
    })),
  );
};
