import type { ActionBody } from '../../domain/action-body.js';
import type { MarketView } from '../../domain/portfolio-view.js';
import { priceAfter } from '../../domain/price-after.js';

/** Newest prices that can be restated. */
interface Prices extends MarketView {
  readonly update: (event: Restated) => void;
}

interface Moment {
  readonly symbol: string;
  readonly at: number;
  readonly happenedAt: number;
}

type Restated =
  | (Moment & { readonly kind: 'trade'; readonly price: number; readonly size: null })
  | (Moment & {
      readonly kind: 'quote';
      readonly bid: number;
      readonly ask: number;
      readonly bidSize: null;
      readonly askSize: null;
    });

/**
 * The newest prices of a symbol after a split or a dividend, so that no mark before the next row shows a
 * jump: divided by the split, less the dividend, as exchanges state the close of the day before.
 */
export const followAction = (market: Prices, action: ActionBody & { symbol: string }, at: number): void => {
  const { symbol, happenedAt } = action;
  const [last, bid, ask] = [market.last(symbol), market.bid(symbol), market.ask(symbol)];
  const moment = { symbol, at, happenedAt };
  const after = (price: number): number => priceAfter(price, action);
  if (bid !== undefined && ask !== undefined) {
    const sides = { bid: after(bid), ask: after(ask), bidSize: null, askSize: null };
    market.update({ kind: 'quote', ...moment, ...sides });
  } else if (last !== undefined) {
    market.update({ kind: 'trade', ...moment, price: after(last), size: null });
  }
};
