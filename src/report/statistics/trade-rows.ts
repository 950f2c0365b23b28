import type { TradeRecord } from '../../domain/trade-record.js';
import type { BarRows } from './bar-rows.js';

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
export const tradeRows = ({ prices }: BarRows, trades: readonly TradeRecord[]): TradeRows[] =>
  trades.flatMap(({ symbol, entryBar, exitBar }) => {
    const own = prices.get(symbol)?.row;
    const [entry, exit] = [own?.[entryBar ?? -1], own?.[exitBar ?? -1]];
    return entry === undefined || exit === undefined ? [] : [{ entry, exit }];
  });
