import type { Ohlc } from 'millrace';
import { type OperatorFunction, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { type FirstRange, trueRange } from './true-range.js';
import { wilder } from './wilder.js';

/**
 * Average true range: Wilder's smoothed mean of how far each bar reaches.
 *
 *     high low close      -(12 10 11)--(15 13 14)--(14 13 13)-|
 *     atr({ span: 2 })    -----------------3-----------2------|
 *
 * J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978. Never below 0; 0 where nothing moves.
 *
 * Silent for the first `span - 1` bars (`span` of them where the first one's range is skipped), then speaks
 * once per bar, in the same turn. Remembers two numbers per subscription.
 *
 * @param span Whole number of bars, at least 1; anything else throws while the pipeline is built.
 * @param firstRange `high-low`: the first bar's range counts (Wilder, LEAN). `skip`: it does not (TA-Lib,
 *   backtrader).
 */
export const atr = ({
  span,
  firstRange = 'high-low',
}: {
  span: number;
  firstRange?: FirstRange;
}): OperatorFunction<Ohlc, number> => {
  checkWhole('atr', { span });
  return pipe(trueRange({ firstRange }), wilder({ span, of: (range) => range }));
};
