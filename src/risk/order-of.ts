import type { Instrument } from '../domain/instrument.js';
import type { Order, Side } from '../domain/order.js';
import { wholeLots } from '../domain/whole-lots.js';
import { closesAll } from './closes-all.js';
import type { RiskContext } from './risk-context.js';

/** The fields an order must say; all others have a quiet default. */
type Wish = Pick<Order, 'key' | 'pipeline' | 'symbol' | 'side' | 'role' | 'because'> & Partial<Order>;

/** A whole order from what is wished, on the instrument's grid where the rules ask for it. */
export const orderOf = (wish: Wish, context: RiskContext): Order => {
  const { side, quantity = null } = wish;
  const wished = { quantity, limitPrice: wish.limitPrice ?? null, stopPrice: wish.stopPrice ?? null };
  const grid = context.snaps(wish.symbol) ? context.instrument(wish.symbol) : null;
  const { limitPrice, stopPrice, ...size } = onGrid(wished, side, grid);
  return {
    id: context.nextOrderId(),
    key: wish.key,
    pipeline: wish.pipeline,
    symbol: wish.symbol,
    side,
    quantity: closesAll(wish, context.portfolio) ? quantity : size.quantity,
    fraction: wish.fraction ?? null,
    type: typeOf(limitPrice, stopPrice),
    limitPrice,
    stopPrice,
    timeInForce: wish.timeInForce ?? 'gtc',
    expiresAt: wish.expiresAt ?? null,
    parent: wish.parent ?? null,
    oco: wish.oco ?? null,
    role: wish.role,
    lot: wish.lot ?? null,
    reduceOnly: wish.reduceOnly ?? false,
    outsideRth: wish.outsideRth ?? false,
    because: wish.because,
    at: context.now(),
  };
};

/** What of an order lies on a grid. */
type Numbers = Pick<Order, 'quantity' | 'limitPrice' | 'stopPrice'>;

/** Never a worse price than was wished: a limit moves away from the market, a stop triggers later. */
export const onGrid = (
  { quantity, limitPrice, stopPrice }: Numbers,
  side: Side,
  grid: Instrument | null,
): Numbers => ({
  quantity: snapQuantity(quantity, grid),
  limitPrice: snapPrice(limitPrice, grid, side === 'buy' ? Math.floor : Math.ceil),
  stopPrice: snapPrice(stopPrice, grid, side === 'buy' ? Math.ceil : Math.floor),
});

const typeOf = (limitPrice: number | null, stopPrice: number | null): Order['type'] => {
  if (limitPrice !== null) return stopPrice === null ? 'limit' : 'stop-limit';
  return stopPrice === null ? 'market' : 'stop';
};

/** Puts a price on the grid; a price that is a tick but for float noise stays that tick. */
const snapPrice = (
  price: number | null,
  grid: Instrument | null,
  round: (ticks: number) => number,
): number | null => {
  if (price === null || !grid || grid.tickSize === null) return price;
  const ticks = price / grid.tickSize;
  const nearest = Math.round(ticks);
  const whole = Math.abs(ticks - nearest) < 1e-6 ? nearest : round(ticks);
  return Number((whole * grid.tickSize).toPrecision(12));
};

/** Whole lots, never more than was wished. */
export const snapQuantity = (quantity: number | null, grid: Instrument | null): number | null => {
  if (quantity === null || !grid) return quantity;
  return wholeLots(quantity, grid.lotSize);
};
