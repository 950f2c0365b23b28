import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { adx } from '../../operators/adx.js';
import { besides, smoothedBy } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { barTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const SAMPLES = [
  bar({ high: 12, low: 10, close: 11 }),
  bar({ high: 15, low: 13, close: 14 }),
  bar({ high: 14, low: 13, close: 13 }),
  bar({ high: 14, low: 9, close: 10 }),
  bar({ high: 11, low: 10, close: 11 }),
  bar({ high: 13, low: 11, close: 12 }),
  bar({ high: 16, low: 12, close: 15 }),
];

describe('adx', () => {
  it(
    'says how strongly bars reach to one side',
    marbles((m) => {
      // Up by 2 of a range of 4, then down by 3 of a range of 6, then down by 2 of a range of 4.
      const bar$ = m.cold('    -a-b-c-d-|', {
        a: bar({ high: 12, low: 10, close: 10 }),
        b: bar({ high: 14, low: 10, close: 13 }),
        c: bar({ high: 13, low: 7, close: 9 }),
        d: bar({ high: 9, low: 5, close: 5 }),
      });
      const listening = '      ^--------!';
      const expected = '       ---x-y-z-|';
      m.expectObservable(bar$.pipe(adx({ span: 1 }))).toBe(expected, {
        x: { adx: 100, plus: 50, minus: 0 },
        y: { adx: 100, plus: 0, minus: 50 },
        z: { adx: 100, plus: 0, minus: 50 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'is silent for the first 2 * span - 1 bars, and 0 where nothing moves',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-d-e-|', {
        a: bar({ high: 5, low: 5, close: 5 }),
        b: bar({ high: 5, low: 5, close: 5 }),
        c: bar({ high: 5, low: 5, close: 5 }),
        d: bar({ high: 5, low: 5, close: 5 }),
        e: bar({ high: 5, low: 5, close: 5 }),
      });
      const listening = '      ^----------!';
      const expected = '       -------y-z-|';
      m.expectObservable(bar$.pipe(adx({ span: 2 }))).toBe(expected, {
        y: { adx: 0, plus: 0, minus: 0 },
        z: { adx: 0, plus: 0, minus: 0 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'counts the side that a bar reaches beyond most, and none of two equal ones',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-|', {
        a: bar({ high: 10, low: 8, close: 9 }),
        b: bar({ high: 13, low: 6, close: 9 }),
        c: bar({ high: 14, low: 5, close: 9 }),
      });
      const listening = '      ^------!';
      const expected = '       ---y-z-|';
      m.expectObservable(bar$.pipe(adx({ span: 1 }))).toBe(expected, {
        y: { adx: 100, plus: 300 / 7, minus: 0 },
        z: { adx: 0, plus: 0, minus: 0 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const bar$ = m.cold('  -a-a-a-a-|', { a: bar({ high: 12, low: 10, close: 11 }) });
      const listening = '      ^----!';
      const expected = '       ---x--';
      m.expectObservable(bar$.pipe(adx({ span: 1 })), listening).toBe(expected, {
        x: { adx: 0, plus: 0, minus: 0 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => adx({ span })).toThrow(`adx: span must be a whole number >= 1, was ${span}`);
  });

  it("equals backtrader's", () => {
    // backtrader 1.9.78.123: bt.ind.DirectionalMovementIndex(period=4), adx
    const words = streamed(adx({ span: 4 }), ORACLE_BARS).map((word) => word.adx);
    expect(words).toHaveLength(33);
    const expected = [21.95528869705, 19.76540702859, 20.31686043518, 23.07995899613];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("reaches up as backtrader's", () => {
    // backtrader 1.9.78.123: bt.ind.DirectionalMovementIndex(period=4), plusDI
    const words = streamed(adx({ span: 4 }), ORACLE_BARS).map((word) => word.plus);
    expect(words).toHaveLength(33);
    const expected = [29.47288037106, 24.30824698182, 36.35422064453, 34.84600479337];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("reaches down as backtrader's", () => {
    // backtrader 1.9.78.123: bt.ind.DirectionalMovementIndex(period=4), minusDI
    const words = streamed(adx({ span: 4 }), ORACLE_BARS).map((word) => word.minus);
    expect(words).toHaveLength(33);
    const expected = [27.05165349536, 31.69880416772, 23.25692442612, 18.20446714318];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("comes within a hundredth of TA-Lib's, which begins with other sums", () => {
    // TA-Lib 0.8.2: talib.ADX(h, l, c, 4)
    const words = streamed(adx({ span: 4 }), ORACLE_BARS).map((word) => word.adx);
    expect(words).toHaveLength(33);
    const expected = [21.96545336765, 19.77302796493, 20.32275201471, 23.084573299];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 1));
  });
});

recomputedLaw('adx', {
  make: () => adx({ span: 4 }),
  anew: (bars) => {
    const steps = bars.slice(1).map((bar, index) => ({ now: bar, before: bars[index] ?? bar }));
    const ranges = steps.map(({ now, before }) =>
      Math.max(now.high - now.low, Math.abs(now.high - before.close), Math.abs(now.low - before.close)),
    );
    const ups = steps.map(({ now, before }) => Math.max(0, now.high - before.high));
    const downs = steps.map(({ now, before }) => Math.max(0, before.low - now.low));
    const stronger = (ones: readonly number[], others: readonly number[]): readonly number[] =>
      smoothedBy(
        1 / 4,
        ones.map((one, index) => (one > (others[index] ?? 0) ? one : 0)),
        4,
      );
    const usual = smoothedBy(1 / 4, ranges, 4);
    const share = (part: number, whole: number): number => (whole === 0 ? 0 : (part / whole) * 100);
    const sides = besides(besides(stronger(ups, downs), stronger(downs, ups)), usual).map(
      ([[up, down], range]) => ({ plus: share(up, range), minus: share(down, range) }),
    );
    const indices = sides.map(({ plus, minus }) => share(Math.abs(plus - minus), plus + minus));
    return besides(sides, smoothedBy(1 / 4, indices, 4)).map(([side, index]) => ({ ...side, adx: index }));
  },
  tapes: barTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 800,
});

operatorContract('adx', () => adx({ span: 2 }), SAMPLES);
