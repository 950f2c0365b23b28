import type { Ohlc } from 'millrace';
import { defer, map, type OperatorFunction } from 'rxjs';
import { checkWhole } from './check-params.js';
import { rolling } from './rolling.js';

/** How new the highest high and the lowest low are, each from 0 to 100, and the first less the second. */
export interface Aroon {
  readonly up: number;
  readonly down: number;
  readonly oscillator: number;
}

/** An extreme of each side, and the place of the bar that made it. */
interface Extremes {
  readonly high: number;
  readonly highAt: number;
  readonly low: number;
  readonly lowAt: number;
}

/**
 * Aroon: how few bars have passed since the highest high and since the lowest low of `span + 1` bars.
 *
 *     high low            -(12 10)--(15 13)--(14 11)-|
 *     aroon({ span: 2 })  -----------------------z---|    up 50, down 0, oscillator 50
 *
 * 100 * (span - bars since) / span, so 100 is this bar and 0 the oldest. Of equal extremes the newest counts.
 * Tushar Chande, "A Time Price Oscillator", Stocks & Commodities, September 1995.
 *
 * Silent for the first `span` bars, then speaks once per bar, in the same turn.
 * Remembers what `rolling` remembers.
 *
 * @param span Whole number of bars, at least 1; anything else throws while the pipeline is built.
 */
export const aroon = ({ span }: { span: number }): OperatorFunction<Ohlc, Aroon> => {
  checkWhole('aroon', { span });
  return (bar$) =>
    defer(() => {
      let place = 0;
      const extremesOf = ({ high, low }: Ohlc): Extremes => {
        place += 1;
        return { high, highAt: place, low, lowAt: place };
      };
      return bar$.pipe(
        rolling({ span: span + 1, of: extremesOf, merge: outermost }),
        map(({ highAt, lowAt }) => {
          const up = (100 * (span - place + highAt)) / span;
          const down = (100 * (span - place + lowAt)) / span;
          return { up, down, oscillator: up - down };
        }),
      );
    });
};

const outermost = (older: Extremes, newer: Extremes): Extremes => {
  const top = newer.high >= older.high ? newer : older;
  const bottom = newer.low <= older.low ? newer : older;
  return { high: top.high, highAt: top.highAt, low: bottom.low, lowAt: bottom.lowAt };
};
