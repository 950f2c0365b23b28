import type { TradeRow } from '../trade-row.js';

/** The trades of two runs, told apart by pipeline, symbol, side and time of entry. */
export interface TradeChanges {
  /** How many are the same in every number. */
  readonly same: number;
  readonly onlyA: readonly TradeRow[];
  readonly onlyB: readonly TradeRow[];
  /** Entered alike, and something else about them differs. */
  readonly changed: readonly { readonly a: TradeRow; readonly b: TradeRow }[];
}

/** Sets the trades of two runs against each other. */
export const tradeChanges = (a: readonly TradeRow[], b: readonly TradeRow[]): TradeChanges => {
  const [left, right] = [named(a), named(b)];
  const both = [...left].flatMap(([name, own]) => {
    const other = right.get(name);
    return other ? [{ a: own, b: other }] : [];
  });
  const changed = both.filter((pair) => figuresOf(pair.a) !== figuresOf(pair.b));
  return {
    same: both.length - changed.length,
    onlyA: [...left].flatMap(([name, trade]) => (right.has(name) ? [] : [trade])),
    onlyB: [...right].flatMap(([name, trade]) => (left.has(name) ? [] : [trade])),
    changed,
  };
};

/** Parts of one lot that were closed one after another have one entry: the count tells them apart. */
const named = (trades: readonly TradeRow[]): ReadonlyMap<string, TradeRow> => {
  const seen = new Map<string, number>();
  return new Map(
    trades.map((trade) => {
      const { pipeline, symbol, quantity, entryAt } = trade;
      const entry = JSON.stringify([pipeline, symbol, quantity > 0, entryAt]);
      const count = seen.get(entry) ?? 0;
      seen.set(entry, count + 1);
      return [`${entry} ${count}`, trade] as const;
    }),
  );
};

/** All that is counted; not the reason, which may name a parameter. */
const figuresOf = ({ quantity, exitAt, entryPrice, exitPrice, pnl, commission }: TradeRow): string =>
  JSON.stringify([quantity, exitAt, entryPrice, exitPrice, pnl, commission]);
