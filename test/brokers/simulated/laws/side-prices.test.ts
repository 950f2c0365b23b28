import { describe, expect, it } from '@jest/globals';
import { sidePrices, touchOf } from '../../../../src/brokers/simulated/laws/side-prices.js';
import type { Quote } from '../../../../src/domain/market-event.js';
import { barOf } from '../bar-of.js';

const quote = (bid: number, ask: number): Quote => ({
  kind: 'quote',
  symbol: 'X',
  at: 0,
  happenedAt: 0,
  bid,
  ask,
  bidSize: 3,
  askSize: 7,
});

describe('the prices of a side', () => {
  it('are the traded ones with half of the spread where no quote is', () => {
    expect(sidePrices(barOf(0, [10, 12, 9, 11]), 'buy', 20)).toEqual({
      open: 10,
      high: 12,
      low: 9,
      close: 11,
      half: 0.001,
    });
  });

  it('are the quoted ones of that side where the bar was made from quotes', () => {
    const bid = { open: 9, high: 11, low: 8, close: 10 };
    const ask = { open: 10, high: 12, low: 9, close: 11 };
    const bar = barOf(0, [9.5, 11.5, 8.5, 10.5], { bid, ask });
    expect(sidePrices(bar, 'buy', 20)).toEqual({ ...ask, half: 0 });
    expect(sidePrices(bar, 'sell', 20)).toEqual({ ...bid, half: 0 });
  });
});

describe('the touch', () => {
  it('is the ask for a buyer and the bid for a seller, with what is displayed there', () => {
    expect(touchOf(quote(99, 100), 'buy')).toEqual({ price: 100, size: 7 });
    expect(touchOf(quote(99, 100), 'sell')).toEqual({ price: 99, size: 3 });
  });

  it('is the worse side of a crossed quote', () => {
    expect(touchOf(quote(101, 100), 'buy')).toEqual({ price: 101, size: 3 });
    expect(touchOf(quote(101, 100), 'sell')).toEqual({ price: 100, size: 7 });
  });

  it('is the one price of a locked quote, with what is displayed on the other side', () => {
    expect(touchOf(quote(100, 100), 'buy')).toEqual({ price: 100, size: 7 });
    expect(touchOf(quote(100, 100), 'sell')).toEqual({ price: 100, size: 3 });
  });
});
