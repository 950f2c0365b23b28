import type { SymbolBar } from './symbol-bars.js';

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
export const barOf = (bars: readonly SymbolBar[], { at, price, bar }: Happened): number => {
  const counted = bar === null ? undefined : bars[bar];
  if (bar !== null && counted && at <= counted.at && at >= (bars[bar - 1]?.at ?? -Infinity)) return bar;
  const next = firstFrom(bars, at);
  const ending = bars[next];
  const following = bars[next + 1];
  if (ending?.at !== at || !following) return Math.min(next, bars.length - 1);
  return Math.abs(price - following.open) < Math.abs(price - ending.close) ? next + 1 : next;
};

/** The first bar that does not end before an instant. */
const firstFrom = (bars: readonly SymbolBar[], at: number): number => {
  let [from, to] = [0, bars.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((bars[middle]?.at ?? Infinity) >= at) to = middle;
    else from = middle + 1;
  }
  return from;
};
