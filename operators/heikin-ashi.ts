import type { Ohlc } from 'millrace';
import { map, type OperatorFunction, pipe, scan } from 'rxjs';

/**
 * Heikin-Ashi: bars that are averages, so that a trend shows as a row of one colour.
 *
 *     open high low close    -(10 14 8 12)---(12 16 10 14)------|
 *     heikinAshi()           -(11 14 8 11)---(11 16 10 13)------|
 *
 * The close is the mean of the bar's four prices, the open the middle of the row's bar before; high and low
 * reach over both. These are no prices that anyone paid.
 * Dan Valcu, "Using the Heikin-Ashi Technique", Stocks & Commodities, February 2004.
 *
 * Speaks once per bar, in the same turn. Remembers one bar per subscription.
 *
 * @param seed The first open, which has no bar before it. `middle`: between the bar's own open and close
 *   (LEAN, backtrader). `open`: the bar's own open.
 */
export const heikinAshi = ({
  seed = 'middle',
}: {
  seed?: 'middle' | 'open';
} = {}): OperatorFunction<Ohlc, Ohlc> =>
  pipe(
    map(({ open, high, low, close }: Ohlc): Ohlc => ({ open, high, low, close })),
    scan((before: Ohlc | undefined, bar): Ohlc => {
      const close = (bar.open + bar.high + bar.low + bar.close) / 4;
      const first = seed === 'open' ? bar.open : (bar.open + bar.close) / 2;
      const open = before ? (before.open + before.close) / 2 : first;
      return { open, high: Math.max(bar.high, open, close), low: Math.min(bar.low, open, close), close };
    }, undefined),
    map((bar) => bar as Ohlc), // the seed is never said: scan speaks once per bar, with the bar it made
  );
