import type { Ohlc } from 'millrace';
import { defer, map, type OperatorFunction, skip } from 'rxjs';

/**
 * What the first bar, which has no close before it, is good for. `high-low`: its range counts as a true range
 * (Wilder, LEAN). `skip`: nothing, the ranges begin with the second bar (TA-Lib, backtrader).
 */
export type FirstRange = 'high-low' | 'skip';

/**
 * True range: how far a bar reaches, the way from the close before it included.
 *
 *     high low close                        -(12 10 11)--(15 13 14)--(14 13 13)-|
 *     trueRange({ firstRange: 'high-low' }) -----2-----------4-----------1------|
 *     trueRange({ firstRange: 'skip' })     -----------------4-----------1------|
 *
 * J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
 *
 * Speaks once per bar, in the same turn. Remembers one close per subscription.
 *
 * @param firstRange Whether the first bar's high less low counts.
 */
export const trueRange =
  ({ firstRange }: { firstRange: FirstRange }): OperatorFunction<Ohlc, number> =>
  (bar$) =>
    defer(() => {
      let before: number | undefined;
      return bar$.pipe(
        map(({ high, low, close }) => {
          const range = Math.max(high, before ?? high) - Math.min(low, before ?? low);
          before = close;
          return range;
        }),
        skip(firstRange === 'skip' ? 1 : 0),
      );
    });
