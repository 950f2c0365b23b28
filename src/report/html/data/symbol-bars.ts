import type { EntryOf } from '../../../domain/journal.js';
import type { Ohlc } from '../../../domain/market-event.js';
import type { BarRow } from '../../statistics/bar-rows.js';

/** A bar of one symbol where it stands on the axis of time. */
export interface SymbolBar extends Ohlc {
  /** Epoch milliseconds; of a bar of a day its date's midnight. */
  readonly time: number;
  /** The bar's end, epoch milliseconds. */
  readonly at: number;
}

/**
 * The bars of each symbol of a run, in order of time.
 *
 * A symbol that had none, because the run was on quotes, has the prices at which it was traded.
 */
export const symbolBars = (
  rows: readonly BarRow[],
  fills: readonly EntryOf<'fill'>[],
): ReadonlyMap<string, readonly SymbolBar[]> => {
  const bars = new Map<string, SymbolBar[]>();
  for (const { time, at, prices } of rows) {
    for (const [symbol, price] of Object.entries(prices)) {
      if (price !== null) append(bars, symbol, { time, at, ...price });
    }
  }
  const traded = new Map<string, SymbolBar[]>();
  for (const { symbol, body } of fills) {
    if (symbol === null || bars.has(symbol)) continue;
    const { happenedAt: at, price } = body;
    append(traded, symbol, { time: at, at, open: price, high: price, low: price, close: price });
  }
  return new Map([...bars, ...traded]);
};

const append = (bars: Map<string, SymbolBar[]>, symbol: string, bar: SymbolBar): void => {
  const own = bars.get(symbol);
  if (own) own.push(bar);
  else bars.set(symbol, [bar]);
};
