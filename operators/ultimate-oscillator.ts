import type { Ohlc } from 'millrace';
import { map, type OperatorFunction, pairwise, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { enrich } from './enrich.js';
import { rolling } from './rolling.js';

/** How far a bar closed above its true low, and how far it reached. */
interface Pressure {
  readonly buying: number;
  readonly range: number;
}

/**
 * Ultimate oscillator: buying pressure as a share of the true range over three spans, from 0 to 100, the
 * shortest weighing four, the middle one two and the longest one.
 *
 *     high low close                                         -(12 10 11)--(15 11 14)--(14 12 12)-|
 *     ultimateOscillator({ short: 1, middle: 1, long: 2 })   -----------------------------z------|    z: 7.1
 *
 * A span in which nothing moved counts as balanced, at 50.
 * Larry Williams, "The Ultimate Oscillator", Stocks & Commodities, August 1985.
 *
 * Silent for as many bars as the longest span has, then speaks once per bar, in the same turn.
 * Remembers what `rolling` remembers, three times.
 *
 * @param short Whole number of bars, at least 1, as are `middle` and `long`; anything else throws while the
 *   pipeline is built. Williams' own are 7, 14 and 28.
 */
export const ultimateOscillator = ({
  short,
  middle,
  long,
}: {
  short: number;
  middle: number;
  long: number;
}): OperatorFunction<Ohlc, number> => {
  checkWhole('ultimateOscillator', { short, middle, long });
  return pipe(
    pairwise<Ohlc>(),
    map(pressureOf),
    enrich({ fast: balance(short), calm: balance(middle), slow: balance(long) }),
    map(({ fast, calm, slow }) => (100 * (4 * fast + 2 * calm + slow)) / 7),
  );
};

const pressureOf = ([before, { high, low, close }]: readonly [Ohlc, Ohlc]): Pressure => {
  const bottom = Math.min(low, before.close);
  return { buying: close - bottom, range: Math.max(high, before.close) - bottom };
};

const balance = (span: number): OperatorFunction<Pressure, number> =>
  pipe(
    rolling({
      span,
      of: (pressure: Pressure) => pressure,
      merge: (a, b) => ({ buying: a.buying + b.buying, range: a.range + b.range }),
    }),
    map(({ buying, range }) => (range === 0 ? 0.5 : buying / range)),
  );
