import { describe, expect, it } from '@jest/globals';
import type { Bar, MarketEvent } from 'millrace';
import { bar, quote, randomBars, randomQuotes, trade } from 'millrace/testing';
import { scrambled } from '../../src/testing/scrambled.js';

const bars = randomBars({ seed: 1, symbols: ['AAPL', 'SPY'], count: 100, every: '1h' });
const sides = bars.map((one): Bar => {
  const { open, high, low, close } = one;
  const side = (off: number) => ({ open: open + off, high: high + off, low: low + off, close: close + off });
  return { ...one, bid: side(-0.5), ask: side(0.5) };
});

const isWhole = ({ open, high, low, close }: Omit<Bar['bid'] & object, never>): boolean =>
  low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close);

/** Everything but prices, sizes, data. */
const place = ({ kind, symbol, at }: MarketEvent): unknown => [kind, symbol, at];

describe('scrambled', () => {
  const after = bars[99]?.at ?? 0;
  const other = scrambled(sides, { after, seed: 1 });

  it('keeps everything up to the instant, and after it changes every price and no instant', () => {
    expect(other.map(place)).toEqual(sides.map(place));
    for (const [index, event] of sides.entries()) {
      const now = other[index];
      if (event.at <= after) expect(now).toBe(event);
      else expect((now as Bar).close).not.toBe(event.close);
    }
  });

  it('leaves bars whole, both sides of them too', () => {
    const broken = (other as readonly Bar[]).filter(
      (one) => !isWhole(one) || !one.bid || !one.ask || !isWhole(one.bid) || !isWhole(one.ask),
    );
    expect(broken).toEqual([]);
  });

  it('turns about every other later bar around, so that its direction tells nothing', () => {
    const later = bars.flatMap((event, index) =>
      event.at > after ? [[event, other[index] as Bar] as const] : [],
    );
    const same = later.filter(([one, two]) => one.close > one.open === two.close > two.open).length;
    expect(same / later.length).toBeGreaterThan(0.3);
    expect(same / later.length).toBeLessThan(0.7);
  });

  it('gives another future for another seed, the same one for the same', () => {
    expect(scrambled(sides, { after, seed: 1 })).toEqual(other);
    expect(scrambled(sides, { after, seed: 2 }).at(-1)).not.toEqual(other.at(-1));
  });

  it('changes quotes and trades, and leaves a size unknown that was', () => {
    const quotes = randomQuotes({ seed: 1, symbols: ['SPY'], sessions: 1, every: '1h' });
    for (const one of scrambled(quotes, { after: 0, seed: 1 })) {
      expect(one).toMatchObject({ kind: 'quote', symbol: 'SPY' });
      expect(quotes).not.toContainEqual(
        expect.objectContaining({ bid: (one as (typeof quotes)[number]).bid }),
      );
    }
    const [sized, plain] = scrambled([trade({ size: 10 }), trade({ symbol: 'AAPL' })], { after: 0, seed: 1 });
    expect(sized).toMatchObject({ price: expect.not.closeTo(100, 6), size: expect.not.closeTo(10, 6) });
    expect(plain).toMatchObject({ size: null });
  });

  it('moves the data of named events among those of one name, and changes dividends and states', () => {
    const told = (name: string, at: number, data: unknown): MarketEvent => ({
      kind: 'event',
      name,
      symbol: '',
      at,
      happenedAt: at,
      data,
    });
    const news = Array.from({ length: 50 }, (_, at) => told(at % 2 ? 'odd' : 'even', at, at));
    const moved = scrambled(news, { after: 9, seed: 1 });
    expect(moved.slice(0, 10)).toEqual(news.slice(0, 10));
    const later = moved.slice(10).map((event) => (event as { data: number }).data);
    expect(later).not.toEqual(news.slice(10).map(({ at }) => at));
    expect(later.every((data, index) => data >= 10 && data % 2 === index % 2)).toBe(true);
    const dividend = {
      kind: 'action',
      symbol: 'SPY',
      at: 1,
      happenedAt: 1,
      action: 'dividend',
      value: 2,
    } as const;
    expect(scrambled([dividend], { after: 0, seed: 1 })[0]).toMatchObject({
      value: expect.not.closeTo(2, 6),
    });
  });

  it('changes nothing in its input', () => {
    const frozen = [Object.freeze(bar()), Object.freeze(quote())];
    expect(() => scrambled(frozen, { after: 0, seed: 1 })).not.toThrow();
  });
});
