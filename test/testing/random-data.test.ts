import { describe, expect, it } from '@jest/globals';
import type { Bar, MarketEvent, Quote } from 'millrace';
import { randomBars, randomQuotes } from 'millrace/testing';
import { calendarNamed } from '../../src/time/calendar.js';

const isOrdered = (events: readonly MarketEvent[]): boolean =>
  events.every(({ at, symbol }, index) => {
    const before = events[index - 1];
    return !before || before.at < at || (before.at === at && before.symbol < symbol);
  });

const isWhole = ({ open, high, low, close, volume }: Bar): boolean =>
  low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close) && Number(volume) > 0;

const inCents = (price: number): boolean => Number(price.toFixed(2)) === price;

describe('randomBars', () => {
  const wish = { seed: 1, symbols: ['SPY', 'AAPL'], count: 200, every: '1d' };
  const bars = randomBars(wish);

  it('gives every symbol its bars, whole, in cents, one after the other, in the order of a tape', () => {
    expect(bars).toHaveLength(400);
    expect(isOrdered(bars)).toBe(true);
    for (const symbol of wish.symbols) {
      const own = bars.filter((bar) => bar.symbol === symbol);
      expect(own.map(({ sessionDate }) => sessionDate).slice(0, 2)).toEqual(['2024-01-02', '2024-01-03']);
      expect(own.every(({ start, at }, index) => start === (own[index - 1]?.at ?? start) && at > start)).toBe(
        true,
      );
    }
    expect(bars.every(isWhole)).toBe(true);
    expect(bars.every(({ open, high, low, close }) => [open, high, low, close].every(inCents))).toBe(true);
  });

  it('wanders by about a percent a bar', () => {
    const closes = bars.filter(({ symbol }) => symbol === 'SPY').map(({ close }) => close);
    const moves = closes.slice(1).map((close, index) => close / (closes[index] ?? close) - 1);
    const deviation = Math.sqrt(moves.reduce((sum, move) => sum + move * move, 0) / moves.length);
    expect(deviation).toBeGreaterThan(0.007);
    expect(deviation).toBeLessThan(0.011);
  });

  it('is the same for the same seed, and another for another seed or symbol', () => {
    expect(randomBars(wish)).toEqual(bars);
    const closes = bars.map(({ close }) => close);
    expect(randomBars({ ...wish, seed: 2 }).map(({ close }) => close)).not.toEqual(closes);
    expect(closes.filter((_, index) => index % 2)).not.toEqual(closes.filter((_, index) => index % 2 === 0));
    expect(randomBars({ ...wish, symbols: ['SPY'] })).toEqual(bars.filter(({ symbol }) => symbol === 'SPY'));
  });

  it('begins where it is told', () => {
    const [first] = randomBars({ ...wish, every: '5m', start: '2024-03-01T09:30:00-05:00' });
    expect([first?.start, first?.at]).toEqual([Date.UTC(2024, 2, 1, 14, 30), Date.UTC(2024, 2, 1, 14, 35)]);
  });
});

describe('randomQuotes', () => {
  const wish = { seed: 1, symbols: ['SPY', 'AAPL'], sessions: 3, every: '10m' };
  const quotes = randomQuotes(wish);
  const exchange = calendarNamed('XNYS');

  it('fills sessions of the exchange from end to end, and nothing else', () => {
    expect(isOrdered(quotes)).toBe(true);
    const dates = quotes.map(({ at }) => exchange?.sessionAt(at)?.date);
    for (const date of ['2024-01-02', '2024-01-03', '2024-01-04']) {
      // Six and a half hours of two symbols.
      expect(dates.filter((other) => other === date)).toHaveLength(2 * 39);
    }
    expect(quotes).toHaveLength(3 * 2 * 39);
  });

  it('keeps bid below ask, both in cents, with sizes', () => {
    const isSound = ({ bid, ask, bidSize, askSize }: Quote): boolean =>
      0 < bid &&
      bid < ask &&
      ask < bid + 0.05 &&
      inCents(bid) &&
      inCents(ask) &&
      Number(bidSize) * Number(askSize) > 0;
    expect(quotes.filter((quote) => !isSound(quote))).toEqual([]);
  });

  it('knows the half day before Christmas', () => {
    const sessions = exchange?.sessions('2024-01-02', '2024-12-24').length ?? 0;
    const year = randomQuotes({ ...wish, symbols: ['SPY'], sessions, every: '30m' });
    expect(year.filter(({ at }) => exchange?.sessionAt(at)?.date === '2024-12-24')).toHaveLength(7);
  });

  it('is the same for the same seed, and another for another seed', () => {
    expect(randomQuotes(wish)).toEqual(quotes);
    expect(randomQuotes({ ...wish, seed: 2 }).map(({ bid }) => bid)).not.toEqual(
      quotes.map(({ bid }) => bid),
    );
  });
});
