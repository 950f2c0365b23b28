import type { Lot } from '../domain/lot.js';

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
  const holdings: Holding[] = [];
  for (const lot of lots) {
    const { symbol, quantity } = lot;
    const price = priceOf(lot);
    const paid = quantity * lot.entryPrice;
    const same = holdingAt(holdings, symbol, price);
    if (same === null) holdings.push({ symbol, price, quantity, paid });
    else {
      same.quantity += quantity;
      same.paid += paid;
    }
  }
  let profit = 0;
  for (const { symbol, price, quantity, paid } of holdings) {
    profit += (quantity * price - paid) * multiplierOf(symbol);
  }
  return profit;
};

/** All of a symbol that is worth the same a unit. */
interface Holding {
  readonly symbol: string;
  readonly price: number;
  quantity: number;
  paid: number;
}

/** Asked for every lot at every bar: prices are compared first, as they mostly differ. */
const holdingAt = (holdings: readonly Holding[], symbol: string, price: number): Holding | null => {
  for (let place = 0; place < holdings.length; place += 1) {
    const holding = holdings[place];
    if (holding?.price === price && holding.symbol === symbol) return holding;
  }
  return null;
};
