import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { cci } from '../../operators/cci.js';
import { averageOf, windowsOf } from './by-hand.js';
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

describe('cci', () => {
  it(
    'says how many usual distances the price is from its mean',
    marbles((m) => {
      // The mean of 1, 2, 3, 6 is 3 and they are 1.5 from it, so 6 is 2 usual distances away.
      const bar$ = m.cold('    -a-b-c-d-|', {
        a: bar({ close: 1 }),
        b: bar({ close: 2 }),
        c: bar({ close: 3 }),
        d: bar({ close: 6 }),
      });
      const listening = '      ^--------!';
      const expected = '       -------z-|';
      m.expectObservable(bar$.pipe(cci({ span: 4 }))).toBe(expected, { z: 3 / (0.015 * 1.5) });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'is 0 where all are equal',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-|', {
        a: bar({ high: 5, low: 5, close: 5 }),
        b: bar({ high: 5, low: 5, close: 5 }),
      });
      const listening = '      ^----!';
      const expected = '       ---z-|';
      m.expectObservable(bar$.pipe(cci({ span: 2 }))).toBe(expected, { z: 0 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'is 0 where all are equal, by running means too',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-|', {
        a: bar({ high: 5, low: 5, close: 5 }),
        b: bar({ high: 5, low: 5, close: 5 }),
        c: bar({ high: 5, low: 5, close: 5 }),
      });
      const listening = '      ^------!';
      const expected = '       -----z-|';
      m.expectObservable(bar$.pipe(cci({ span: 2, deviation: 'running' }))).toBe(expected, { z: 0 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const bar$ = m.cold('  -a-a-a-a-|', { a: bar({ high: 5, low: 5, close: 5 }) });
      const listening = '      ^----!';
      const expected = '       ---x--';
      m.expectObservable(bar$.pipe(cci({ span: 2 })), listening).toBe(expected, { x: 0 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it.each([1, -1, 2.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => cci({ span })).toThrow(`cci: span must be a whole number >= 2, was ${span}`);
  });

  it("equals TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.CCI(h, l, c, 6)
    const words = streamed(cci({ span: 6 }), ORACLE_BARS);
    expect(words).toHaveLength(35);
    const expected = [20.27929568913, -123.2432432432, -9.142857142858, 124.1379310345];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("equals backtrader's by running means", () => {
    // backtrader 1.9.78.123: bt.ind.CCI(period=6)
    const words = streamed(cci({ span: 6, deviation: 'running' }), ORACLE_BARS);
    expect(words).toHaveLength(30);
    const expected = [11.51426355253, -42.89409735831, -3.812549642574, 79.54754702091];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('cci', {
  make: () => cci({ span: 5 }),
  anew: (bars) =>
    windowsOf(
      bars.map(({ high, low, close }) => (high + low + close) / 3),
      5,
    ).map((window) => {
      if (window.every((price) => price === window[0])) return 0;
      const mean = averageOf(window);
      const usual = averageOf(window.map((price) => Math.abs(price - mean)));
      return ((window[4] ?? 0) - mean) / (0.015 * usual);
    }),
  tapes: barTapes,
  reach: 5,
  // Hundreds are its unit; a cent's range leaves eight digits behind the point.
  smallest: 10,
});

recomputedLaw('cci of running means', {
  make: () => cci({ span: 5, deviation: 'running' }),
  anew: (bars) => {
    const distances = windowsOf(
      bars.map(({ high, low, close }) => (high + low + close) / 3),
      5,
    ).map((window) =>
      window.every((price) => price === window[0]) ? 0 : (window[4] ?? 0) - averageOf(window),
    );
    return windowsOf(distances, 5).map((window) => {
      const usual = averageOf(window.map(Math.abs));
      return usual === 0 ? 0 : (window[4] ?? 0) / (0.015 * usual);
    });
  },
  tapes: barTapes,
  reach: 9,
  smallest: 10,
});

operatorContract('cci', () => cci({ span: 3 }), SAMPLES);
operatorContract('cci of running means', () => cci({ span: 3, deviation: 'running' }), SAMPLES);
