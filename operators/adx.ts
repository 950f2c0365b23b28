import type { Ohlc } from 'millrace';
import { map, type OperatorFunction, pairwise, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { enrich } from './enrich.js';
import { wilder } from './wilder.js';

/** How strong a trend is, and how strongly bars reach up and down, each from 0 to 100. */
export interface Adx {
  readonly adx: number;
  readonly plus: number;
  readonly minus: number;
}

/** How far a bar reaches, and how far beyond the bar before on the one side that it reaches beyond most. */
interface Reach {
  readonly range: number;
  readonly up: number;
  readonly down: number;
}

/**
 * Average directional index: how much bars reach beyond the ones before on one side more than on the other.
 *
 *     high low close      -(12 10 11)--(15 12 14)--(15 10 11)--(14 9 10)-|
 *     adx({ span: 2 })    ------------------------------------------z-----|
 *
 * Plus and minus: 100 * the smoothed reach up or down over the smoothed true range. Adx: the smoothed mean of
 * 100 * |plus - minus| / (plus + minus). All of it Wilder's mean that begins at a mean, ranges from the
 * second bar on (backtrader); TA-Lib begins with other sums and comes to the same after some hundred bars.
 * J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978. 0 where nothing moves.
 *
 * Silent for the first `2 * span - 1` bars, then speaks once per bar, in the same turn.
 * Remembers four numbers and a bar per subscription.
 *
 * @param span Whole number of bars, at least 1; anything else throws while the pipeline is built.
 */
export const adx = ({ span }: { span: number }): OperatorFunction<Ohlc, Adx> => {
  checkWhole('adx', { span });
  return pipe(
    pairwise<Ohlc>(),
    map(reachOf),
    enrich({
      usual: wilder({ span, of: ({ range }) => range }),
      rise: wilder({ span, of: ({ up }) => up }),
      fall: wilder({ span, of: ({ down }) => down }),
    }),
    map(({ usual, rise, fall }) => ({ plus: percent(rise, usual), minus: percent(fall, usual) })),
    enrich({
      adx: wilder({ span, of: ({ plus, minus }) => percent(Math.abs(plus - minus), plus + minus) }),
    }),
  );
};

const reachOf = ([before, { high, low }]: readonly [Ohlc, Ohlc]): Reach => {
  const up = high - before.high;
  const down = before.low - low;
  return {
    range: Math.max(high, before.close) - Math.min(low, before.close),
    up: up > down && up > 0 ? up : 0,
    down: down > up && down > 0 ? down : 0,
  };
};

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);
