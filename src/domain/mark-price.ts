import type { MarketView } from './portfolio-view.js';

/**
 * What a holding is worth a unit: a long at the bid, a short at the ask (the worse side of a
 * crossed quote), else last.
 */
export const markPrice = (market: MarketView, symbol: string, quantity: number): number | undefined => {
  const bid = market.bid(symbol);
  const ask = market.ask(symbol);
  if (bid === undefined || ask === undefined) return market.last(symbol);
  return quantity >= 0 ? Math.min(bid, ask) : Math.max(bid, ask);
};
