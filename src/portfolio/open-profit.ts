import type { Lot } from '../domain/portfolio-view.js';

/** What lots are valued with. */
export interface Valuation {
  /** What a unit of the lot is worth now. */
  readonly priceOf: (lot: Held) => number;
  readonly multiplierOf: (symbol: string) => number;
}

/** What of a lot its profit is made of. */
export type Held = Pick<Lot, 'symbol' | 'quantity' | 'entryPrice'>;

/**
 * Open profit of lots, in this order of operations: what all of a symbol is worth at a price, less what was
 * paid for all of it. backtesting.py adds up the same way, and whether equity is back at its peak, and so how
 * many drawdowns there were, may hang on the last digit.
 */
export const openProfit = (lots: readonly Held[], { priceOf, multiplierOf }: Valuation): number => {
  const only = lots[0];
  if (only === undefined) return 0;
  if (lots.length === 1) {
    const { symbol, quantity } = only;
    return (quantity * priceOf(only) - quantity * only.entryPrice) * multiplierOf(symbol);
  }
  const holdings: { symbol: string; price: number; quantity: number; paid: number }[] = [];
  for (const lot of lots) {
    const { symbol, quantity } = lot;
    const price = priceOf(lot);
    const paid = quantity * lot.entryPrice;
    const same = holdings.find((other) => other.symbol === symbol && other.price === price);
    if (!same) {
      holdings.push({ symbol, price, quantity, paid });
      continue;
    }
    same.quantity += quantity;
    same.paid += paid;
  }
  let profit = 0;
  for (const { symbol, price, quantity, paid } of holdings) {
    profit += (quantity * price - paid) * multiplierOf(symbol);
  }
  return profit;
};
