import { RealisticBroker } from '../../../../src/brokers/simulated/realistic/realistic-broker.js';
import type { Quote, Trade } from '../../../../src/domain/market-event.js';
import { SmallWheel, type World } from '../small-wheel.js';

/** A wheel around the realistic broker; capital is a million unless said otherwise. */
export const realisticWheel = (world: Omit<World, 'make'> = {}): SmallWheel =>
  new SmallWheel({
    ...world,
    settings: { cash: 1_000_000, ...world.settings },
    make: (settings, context) => new RealisticBroker(settings, context),
  });

/** A quote of X at an instant. */
export const quoteAt = (
  at: number,
  [bid, ask]: readonly [number, number],
  more: Partial<Quote> = {},
): Quote => ({
  kind: 'quote',
  symbol: 'X',
  at,
  happenedAt: at - 1,
  bid,
  ask,
  bidSize: null,
  askSize: null,
  ...more,
});

/** A trade of X at an instant. */
export const tradeAt = (at: number, price: number, size: number | null = null): Trade => ({
  kind: 'trade',
  symbol: 'X',
  at,
  happenedAt: at - 1,
  price,
  size,
});
