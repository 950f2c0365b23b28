import { rounded } from './rounded.js';
import type { SymbolBar } from './symbol-bars.js';

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
export const candles = (bars: readonly SymbolBar[], limit: number): Candles => {
  const size = Math.max(1, Math.ceil(bars.length / limit));
  const groups = Array.from({ length: Math.ceil(bars.length / size) }, (_, group) =>
    bars.slice(group * size, (group + 1) * size),
  );
  const column = (of: (group: readonly SymbolBar[]) => number): number[] => groups.map(of);
  return {
    bars: size,
    time: column(([first]) => first?.time ?? Number.NaN),
    open: column(([first]) => rounded(first?.open ?? Number.NaN)),
    high: column((group) => rounded(group.reduce((most, { high }) => Math.max(most, high), -Infinity))),
    low: column((group) => rounded(group.reduce((least, { low }) => Math.min(least, low), Infinity))),
    close: column((group) => rounded(group.at(-1)?.close ?? Number.NaN)),
  };
};
