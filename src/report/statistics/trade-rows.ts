import type { TradeRecord } from '../../domain/trade-record.js';
import type { BarRow } from './bar-rows.js';

/** The first and the last row of a run in which a trade was open. */
export interface TradeRows {
  readonly entry: number;
  readonly exit: number;
}

/**
 * The rows in which trades were open, in the order of the trades.
 *
 * A trade counts the bars of its own symbol; rows are those of all symbols. A trade whose
 * bars no row knows is left out.
 */
export const tradeRows = (rows: readonly BarRow[], trades: readonly TradeRecord[]): TradeRows[] => {
  const rowsOf = new Map<string, number[]>();
  rows.forEach(({ prices }, row) => {
    for (const [symbol, price] of Object.entries(prices)) {
      if (price === null) continue;
      const known = rowsOf.get(symbol);
      if (known) known.push(row);
      else rowsOf.set(symbol, [row]);
    }
  });
  return trades.flatMap(({ symbol, entryBar, exitBar }) => {
    const own = rowsOf.get(symbol) ?? [];
    const [entry, exit] = [own[entryBar ?? -1], own[exitBar ?? -1]];
    return entry === undefined || exit === undefined ? [] : [{ entry, exit }];
  });
};
