import { describe, expect, it } from '@jest/globals';
import { OrderRate } from '../../src/risk/order-rate.js';

describe('the rate of orders', () => {
  it('counts the minute that ends now, its first instant excluded', () => {
    const rate = new OrderRate();
    for (const at of [0, 1, 59_999]) rate.add(at);
    expect([59_999, 60_000, 60_001, 119_999].map((now) => rate.inLastMinute(now))).toEqual([3, 2, 1, 0]);
  });

  it('forgets what is older, also where no limit ever asks', () => {
    const rate = new OrderRate();
    for (let at = 0; at <= 600_000; at += 1_000) rate.add(at);
    // An older instant is asked for on purpose: what is gone is not counted there either.
    expect(rate.inLastMinute(0)).toBe(60);
  });
});
