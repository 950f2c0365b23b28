import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { atPoint, insideBar, withHalf } from '../../../../src/brokers/simulated/laws/asked-price.js';

const buy = { side: 'buy', limit: null, stop: null } as const;
const sell = { side: 'sell', limit: null, stop: null } as const;
const point = (seen: number, paid = seen) => ({ seen, paid });
const range = { open: 100, high: 110, low: 90, close: 105, half: 0 };

describe('an order at one price', () => {
  it('pays it without a condition', () => {
    expect(atPoint(buy, point(100, 101))).toEqual({ hit: false, price: 101 });
  });

  it('pays no more than its limit, half a spread included', () => {
    expect(atPoint({ ...buy, limit: 101 }, point(100, 101))).toEqual({ hit: false, price: 101 });
    expect(atPoint({ ...buy, limit: 100.5 }, point(100, 101))).toEqual({ hit: false, price: null });
    expect(atPoint({ ...sell, limit: 99.5 }, point(100, 99))).toEqual({ hit: false, price: null });
    expect(atPoint({ ...sell, limit: 99 }, point(100, 99))).toEqual({ hit: false, price: 99 });
  });

  it('reaches a stop by the price that was seen', () => {
    expect(atPoint({ ...buy, stop: 100 }, point(100, 101))).toEqual({ hit: true, price: 101 });
    expect(atPoint({ ...buy, stop: 100.5 }, point(100, 101))).toEqual({ hit: false, price: null });
    expect(atPoint({ ...sell, stop: 100 }, point(100, 99))).toEqual({ hit: true, price: 99 });
  });

  it('waits with its limit once the stop is reached', () => {
    expect(atPoint({ ...buy, stop: 99, limit: 100 }, point(100, 101))).toEqual({ hit: true, price: null });
  });
});

describe('an order inside a bar', () => {
  it('finds no price without a condition', () => {
    expect(insideBar(buy, range)).toEqual({ hit: false, price: null });
  });

  it('fills a stop that was touched at the stop', () => {
    expect(insideBar({ ...buy, stop: 110 }, range)).toEqual({ hit: true, price: 110 });
    expect(insideBar({ ...sell, stop: 90 }, range)).toEqual({ hit: true, price: 90 });
    expect(insideBar({ ...buy, stop: 110.01 }, range)).toEqual({ hit: false, price: null });
  });

  it('fills a stop that the bar opened beyond at the open', () => {
    expect(insideBar({ ...buy, stop: 95 }, range)).toEqual({ hit: true, price: 100 });
    expect(insideBar({ ...sell, stop: 105 }, range)).toEqual({ hit: true, price: 100 });
  });

  it('adds half a spread to a stop, for nobody sells at the price that triggered it', () => {
    expect(insideBar({ ...buy, stop: 110 }, { ...range, half: 0.01 }).price).toBeCloseTo(111.1, 10);
    expect(insideBar({ ...sell, stop: 90 }, { ...range, half: 0.01 }).price).toBeCloseTo(89.1, 10);
  });

  it('fills a limit that the bar opened within at the open, half a spread included', () => {
    expect(insideBar({ ...buy, limit: 103 }, range)).toEqual({ hit: false, price: 100 });
    expect(insideBar({ ...buy, limit: 100.5 }, { ...range, half: 0.01 })).toEqual({
      hit: false,
      price: 100.5,
    });
    expect(insideBar({ ...sell, limit: 99 }, { ...range, half: 0.005 })).toEqual({ hit: false, price: 99.5 });
  });

  it('fills a resting limit only where the bar traded through it, at the limit', () => {
    expect(insideBar({ ...buy, limit: 90 }, range)).toEqual({ hit: false, price: null });
    expect(insideBar({ ...buy, limit: 90.01 }, range)).toEqual({ hit: false, price: 90.01 });
    expect(insideBar({ ...sell, limit: 110 }, range)).toEqual({ hit: false, price: null });
    expect(insideBar({ ...sell, limit: 109.99 }, range)).toEqual({ hit: false, price: 109.99 });
  });

  it('fills a stop-limit in the bar of its stop only at a price within the limit', () => {
    expect(insideBar({ ...buy, stop: 105, limit: 106 }, range)).toEqual({ hit: true, price: 105 });
    expect(insideBar({ ...buy, stop: 105, limit: 104 }, range)).toEqual({ hit: true, price: null });
  });

  it('never fills a limit at worse than the limit, nor outside the bar', () => {
    const price = fc.integer({ min: 1, max: 400 }).map((ticks) => ticks / 4);
    fc.assert(
      fc.property(
        price,
        price,
        price,
        price,
        fc.boolean(),
        fc.option(price),
        price,
        (a, b, c, d, buys, stop, limit) => {
          const [low = a, , , high = a] = [a, b, c, d].sort((x, y) => x - y);
          const bar = { open: b, high, low, close: c, half: 0 };
          const { price: paid } = insideBar({ side: buys ? 'buy' : 'sell', limit, stop }, bar);
          if (paid === null) return;
          expect(buys ? paid <= limit : paid >= limit).toBe(true);
          expect(paid).toBeGreaterThanOrEqual(low);
          expect(paid).toBeLessThanOrEqual(high);
        },
      ),
    );
  });
});

describe('half a spread', () => {
  it('is paid by both sides', () => {
    expect(withHalf('buy', 100, 0.01)).toBeCloseTo(101, 12);
    expect(withHalf('sell', 100, 0.01)).toBeCloseTo(99, 12);
  });
});
