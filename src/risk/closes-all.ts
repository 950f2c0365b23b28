import type { Order } from '../domain/order.js';
import type { PortfolioView } from '../domain/portfolio-view.js';

/**
 * Whether an order closes all that is held, or all of its lot. Such an order is let out of the grid of
 * quantities: a part that is smaller than what may be traded could never be got rid of otherwise.
 */
export const closesAll = (
  { pipeline, symbol, side, quantity, lot = null }: Wish,
  portfolio: PortfolioView,
): boolean => {
  const held =
    lot === null
      ? portfolio.position(pipeline, symbol)
      : (portfolio.lots(pipeline).find(({ id }) => id === lot)?.quantity ?? 0);
  return held !== 0 && quantity === Math.abs(held) && side === (held > 0 ? 'sell' : 'buy');
};

type Wish = Pick<Order, 'pipeline' | 'symbol' | 'side'> & Partial<Pick<Order, 'quantity' | 'lot'>>;
