import type { SymbolBars } from './symbol-bars.js';

/** An execution as its instant and its bar tell where it belongs. */
export interface Happened {
  /** The venue's time: at the open a bar's start, else its end. */
  readonly at: number;
  readonly price: number;
  /** The pipeline's own bar of that symbol, from 0; null where it has none. */
  readonly bar: number | null;
}

/**
 * The index of the bar in which something happened, -1 without bars.
 *
 * The pipeline's own count says it, where its bars are these bars. Else time does: the first bar that ends
 * later, or the one that ends just then if its close is nearer to the price than the next one's open.
 */
export const barOf = (bars: SymbolBars | undefined, { at, price, bar }: Happened): number => {
  if (bars === undefined) return -1;
  const isCounted =
    bar !== null && at <= (bars.at[bar] ?? -Infinity) && at >= (bars.at[bar - 1] ?? -Infinity);
  if (isCounted) return bar;
  const next = firstFrom(bars.at, at);
  const close = bars.close[next] ?? Number.NaN;
  const following = bars.open[next + 1];
  if (bars.at[next] !== at || following === undefined) return Math.min(next, bars.length - 1);
  return Math.abs(price - following) < Math.abs(price - close) ? next + 1 : next;
};

/** The first bar that does not end before an instant. */
const firstFrom = (ends: Float64Array, at: number): number => {
  let [from, to] = [0, ends.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ends[middle] ?? Infinity) >= at) to = middle;
    else from = middle + 1;
  }
  return from;
};
