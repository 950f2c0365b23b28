import { largest } from '../../../statistics/numbers/largest.js';
import { rounded } from './rounded.js';
import type { SymbolBars } from './symbol-bars.js';

/** The price of one symbol as columns, a candle for so many successive bars. */
export interface Candles {
  /** How many bars make a candle. */
  readonly bars: number;
  /** Epoch milliseconds, each later than the one before. */
  readonly time: readonly number[];
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
}

/** Gathers bars into at most `limit` candles, each of equally many bars; the last may have fewer. */
export const candles = (bars: SymbolBars, limit: number): Candles => {
  const size = Math.max(1, Math.ceil(bars.length / limit));
  const column = (of: (from: number, to: number) => number): number[] =>
    Array.from({ length: Math.ceil(bars.length / size) }, (_, group) =>
      of(group * size, Math.min(bars.length, (group + 1) * size)),
    );
  return {
    bars: size,
    time: column((from) => bars.time[from] ?? Number.NaN),
    open: column((from) => rounded(bars.open[from] ?? Number.NaN)),
    high: column((from, to) => rounded(largest(bars.high.subarray(from, to)))),
    low: column((from, to) => rounded(-largest(bars.low.subarray(from, to).map((low) => -low)))),
    close: column((_, to) => rounded(bars.close[to - 1] ?? Number.NaN)),
  };
};
