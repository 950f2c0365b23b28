import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { stochastic } from '../../operators/stochastic.js';
import { averageOf, besides, windowsOf } from './by-hand.js';
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

describe('stochastic', () => {
  it(
    'says where the close stands in the range, and the average of that',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-|', {
        a: bar({ high: 12, low: 10, close: 11 }),
        b: bar({ high: 14, low: 11, close: 14 }),
        c: bar({ high: 13, low: 10, close: 11 }),
      });
      const listening = '      ^------!';
      const expected = '       -----z-|';
      m.expectObservable(bar$.pipe(stochastic({ span: 2, smooth: 1, signal: 2 }))).toBe(expected, {
        z: { k: 25, d: 62.5 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'smooths the place where told to',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-|', {
        a: bar({ high: 12, low: 10, close: 11 }),
        b: bar({ high: 14, low: 11, close: 14 }),
        c: bar({ high: 13, low: 10, close: 11 }),
      });
      const listening = '      ^------!';
      const expected = '       -----z-|';
      m.expectObservable(bar$.pipe(stochastic({ span: 2, smooth: 2, signal: 1 }))).toBe(expected, {
        z: { k: 62.5, d: 62.5 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'stands in the middle of a window without a range',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-|', {
        a: bar({ high: 5, low: 5, close: 5 }),
        b: bar({ high: 5, low: 5, close: 5 }),
      });
      const listening = '      ^----!';
      const expected = '       ---z-|';
      m.expectObservable(bar$.pipe(stochastic({ span: 2, smooth: 1, signal: 1 }))).toBe(expected, {
        z: { k: 50, d: 50 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const bar$ = m.cold('  -a-a-a-a-|', { a: bar({ high: 12, low: 10, close: 11 }) });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(bar$.pipe(stochastic({ span: 1, smooth: 1, signal: 1 })), listening).toBe(expected, {
        x: { k: 50, d: 50 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => stochastic({ span, smooth: 3, signal: 3 })).toThrow(
      `stochastic: span must be a whole number >= 1, was ${span}`,
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a smoothing of %p while the pipeline is built', (smooth) => {
    expect(() => stochastic({ span: 14, smooth, signal: 3 })).toThrow(
      `stochastic: smooth must be a whole number >= 1, was ${smooth}`,
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a signal span of %p while the pipeline is built', (signal) => {
    expect(() => stochastic({ span: 14, smooth: 3, signal })).toThrow(
      `stochastic: signal must be a whole number >= 1, was ${signal}`,
    );
  });

  it('has the %K of TA-Lib', () => {
    // TA-Lib 0.8.2: talib.STOCH(h, l, c, 6, 3, 0, 2, 0)[0]
    const words = streamed(stochastic({ span: 6, smooth: 3, signal: 2 }), ORACLE_BARS).map((word) => word.k);
    expect(words).toHaveLength(32);
    const expected = [73.92285048906, 56.4930970395, 43.38479392857, 50.44359949303];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it('has the %D of TA-Lib', () => {
    // TA-Lib 0.8.2: talib.STOCH(h, l, c, 6, 3, 0, 2, 0)[1]
    const words = streamed(stochastic({ span: 6, smooth: 3, signal: 2 }), ORACLE_BARS).map((word) => word.d);
    expect(words).toHaveLength(32);
    const expected = [78.98081820899, 65.20797376428, 49.93894548403, 46.9141967108];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('stochastic', {
  make: () => stochastic({ span: 5, smooth: 3, signal: 2 }),
  anew: (bars) => {
    const places = windowsOf(bars, 5).map((window) => {
      const [top, bottom] = [
        Math.max(...window.map(({ high }) => high)),
        Math.min(...window.map(({ low }) => low)),
      ];
      return top === bottom ? 50 : (((window[4]?.close ?? 0) - bottom) / (top - bottom)) * 100;
    });
    const ks = windowsOf(places, 3).map(averageOf);
    return besides(ks, windowsOf(ks, 2).map(averageOf)).map(([k, d]) => ({ k, d }));
  },
  tapes: barTapes,
  reach: 8,
});

operatorContract('stochastic', () => stochastic({ span: 3, smooth: 2, signal: 2 }), SAMPLES);
