import type { Bar } from 'millrace';
import { defer, map, type OperatorFunction } from 'rxjs';

/**
 * On-balance volume: the volume of bars that closed higher less that of bars that closed lower, from the
 * first bar on.
 *
 *     close volume    -(10 5)--(11 3)--(11 7)--(9 4)-|
 *     obv()           ---5-------8-------8-------4---|
 *
 * The first bar's volume counts as a rise (TA-Lib, LEAN); only the differences mean anything.
 * Joseph Granville, "New Key to Stock Market Profits", 1963.
 *
 * Speaks once per bar, in the same turn. Remembers three numbers per subscription: the sum is compensated as
 * Neumaier's, so that parts of a unit do not pile up rounding.
 *
 * A bar without a volume (null) fails the stream with a RangeError: what follows would be an unknown sum.
 */
export const obv = (): OperatorFunction<Pick<Bar, 'close' | 'volume'>, number> => (bar$) =>
  defer(() => {
    let before = -Infinity;
    let sum = 0;
    let lost = 0;
    return bar$.pipe(
      map(({ close, volume }) => {
        if (volume === null) throw new RangeError('obv: a bar has no volume');
        const step = volume * Math.sign(close - before);
        const next = sum + step;
        lost += Math.abs(sum) >= Math.abs(step) ? sum - next + step : step - next + sum;
        sum = next;
        before = close;
        return sum + lost;
      }),
    );
  });
