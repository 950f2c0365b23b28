import type { Lot } from '../../../domain/lot.js';
import type { TradeRecord } from '../../../domain/trade-record.js';
import { sum } from '../../../statistics/numbers/sum.js';
import { type TradeStatistics, tradeStatistics } from '../../../statistics/trades/trade-statistics.js';

/** What the trades of one symbol, or of one pipeline, came to. */
export interface GroupRow {
  readonly name: string;
  readonly trades: TradeStatistics;
  readonly pnl: number;
  readonly commission: number;
  /** Signed units that are open at the end, by symbol. */
  readonly held: Readonly<Record<string, number>>;
}

/** What a trade, or an open lot, is gathered by. */
export type GroupKey = 'symbol' | 'pipeline';

/** Closed trades by symbol or by pipeline, the best result first, and what each still holds. */
export const groupRows = (
  { closed, open }: { readonly closed: readonly TradeRecord[]; readonly open: readonly Lot[] },
  key: GroupKey,
): GroupRow[] => {
  const trades = grouped(closed, key);
  const lots = grouped(open, key);
  return [...new Set([...trades.keys(), ...lots.keys()])]
    .map((name) => {
      const own = trades.get(name) ?? [];
      return {
        name,
        trades: tradeStatistics(own),
        pnl: sum(own.map(({ pnl }) => pnl)),
        commission: sum(own.map(({ commission }) => commission)),
        held: heldOf(lots.get(name) ?? []),
      };
    })
    .toSorted((left, right) => right.pnl - left.pnl);
};

const grouped = <T extends Readonly<Record<GroupKey, string>>>(
  items: readonly T[],
  key: GroupKey,
): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const own = groups.get(item[key]);
    if (own) own.push(item);
    else groups.set(item[key], [item]);
  }
  return groups;
};

const heldOf = (lots: readonly Lot[]): Record<string, number> => {
  const held = new Map<string, number>();
  for (const { symbol, quantity } of lots) held.set(symbol, (held.get(symbol) ?? 0) + quantity);
  return Object.fromEntries(held);
};
