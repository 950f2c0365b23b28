import { describe, expect, it } from '@jest/globals';
import type { BrokerSettings } from '../../../../src/brokers/simulated/broker-settings.js';
import type { Bar } from '../../../../src/domain/market-event.js';
import { barOf } from '../bar-of.js';
import { quoteAt, realisticWheel } from './realistic-wheel.js';

/** The price of an order of ten in a last bar at 100, after some closes. */
const paid = (
  settings: Partial<BrokerSettings>,
  { closes = [100], last = {} }: { closes?: readonly number[]; last?: Partial<Bar> },
  side: 'buy' | 'sell' = 'buy',
): number | undefined => {
  const wheel = realisticWheel({ settings });
  closes.forEach((close, n) => wheel.row(barOf(n, [close])));
  wheel.place({ side, quantity: 10 });
  wheel.row(barOf(closes.length, [100], last));
  return wheel.fills[0]?.price;
};

describe('the slippage of the realistic broker', () => {
  const busy = { volume: 1_000 };

  it('goes with the square of the share, unless another law is named', () => {
    expect(paid({}, { last: busy })).toBeCloseTo(100 * (1 + 0.1 * 0.01 ** 2), 10);
    expect(paid({ slippage: 'volume-share' }, { last: busy })).toBe(paid({}, { last: busy }));
    expect(paid({ slippageCoefficient: 10 }, { last: busy })).toBeCloseTo(100 * (1 + 10 * 0.01 ** 2), 10);
  });

  it('is a part of the quoted spread on top of crossing it', () => {
    const around = (price: number) => ({ open: price, high: price, low: price, close: price });
    const quoted = { bid: around(99), ask: around(101), volume: 1_000 };
    expect(paid({ slippage: 'spread' }, { last: quoted })).toBeCloseTo(101 * 1.01, 10);
    expect(paid({ slippage: 'spread' }, { last: quoted }, 'sell')).toBeCloseTo(99 * 0.99, 10);
  });

  it('is a part of the configured spread where nobody quotes', () => {
    const settings = { slippage: 'spread', spreadBps: 20 } as const;
    expect(paid(settings, { last: busy })).toBeCloseTo(100 * 1.001 * 1.001, 10);
  });

  it('counts the spread of the quote that fills it', () => {
    const wheel = realisticWheel({ settings: { slippage: 'spread' }, matchesBars: () => false });
    wheel.row(quoteAt(0, [99, 101]));
    wheel.place({});
    wheel.row(quoteAt(1, [99, 101]));
    expect(wheel.fills[0]?.price).toBeCloseTo(101 * 1.01, 10);
  });

  it('goes with volatility and the root of the share, by bars before the one that fills', () => {
    // Returns of 0.1, -0.1 and 0.1: their sample deviation is 0.2 / sqrt(3).
    const closes = [100, 110, 99, 108.9];
    const sigma = 0.2 / Math.sqrt(3);
    const root = { slippage: 'square-root' } as const;
    expect(paid(root, { closes, last: busy })).toBeCloseTo(100 * (1 + sigma * 0.1), 8);
    expect(paid(root, { closes, last: { ...busy, close: 500, high: 500 } })).toBeCloseTo(
      100 * (1 + sigma * 0.1),
      8,
    );
    expect(paid(root, { closes: [100, 110], last: busy })).toBe(100);
  });

  it('forgets bars that are long gone', () => {
    const calm = Array.from({ length: 21 }, () => 100);
    expect(paid({ slippage: 'square-root' }, { closes: [50, 200, ...calm], last: busy })).toBe(100);
  });

  it('never makes anybody pay for selling', () => {
    expect(paid({ slippageCoefficient: 1e6 }, { last: busy }, 'sell')).toBe(0);
  });

  it('never moves an order beyond its limit', () => {
    const wheel = realisticWheel({ settings: { slippageCoefficient: 1_000 } });
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 10, type: 'limit', limitPrice: 101 }));
    wheel.row(barOf(1, [100], busy));
    expect(wheel.fills[0]?.price).toBe(101);
  });
});
