import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { aroon } from '../../operators/aroon.js';
import { windowsOf } from './by-hand.js';
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

describe('aroon', () => {
  it(
    'counts from the newest of equal extremes',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-d-|', {
        a: bar({ high: 12, low: 10, close: 11 }),
        b: bar({ high: 15, low: 13, close: 14 }),
        c: bar({ high: 14, low: 11, close: 13 }),
        d: bar({ high: 15, low: 11, close: 12 }),
      });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(bar$.pipe(aroon({ span: 2 }))).toBe(expected, {
        y: { up: 50, down: 0, oscillator: 50 },
        z: { up: 100, down: 100, oscillator: 0 },
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
      m.expectObservable(bar$.pipe(aroon({ span: 1 })), listening).toBe(expected, {
        x: { up: 100, down: 100, oscillator: 0 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => aroon({ span })).toThrow(`aroon: span must be a whole number >= 1, was ${span}`);
  });

  it("is as far up as TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.AROON(h, l, 6)[1]
    const words = streamed(aroon({ span: 6 }), ORACLE_BARS).map((word) => word.up);
    expect(words).toHaveLength(34);
    const expected = [83.33333333333, 66.66666666667, 50.0, 33.33333333333];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("is as far down as TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.AROON(h, l, 6)[0]
    const words = streamed(aroon({ span: 6 }), ORACLE_BARS).map((word) => word.down);
    expect(words).toHaveLength(34);
    const expected = [0.0, 0.0, 83.33333333333, 66.66666666667];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('aroon', {
  make: () => aroon({ span: 4 }),
  anew: (bars) =>
    windowsOf(bars, 5).map((window) => {
      const highs = window.map(({ high }) => high);
      const lows = window.map(({ low }) => low);
      const up = 25 * highs.lastIndexOf(Math.max(...highs));
      const down = 25 * lows.lastIndexOf(Math.min(...lows));
      return { up, down, oscillator: up - down };
    }),
  tapes: barTapes,
  reach: 5,
});

operatorContract('aroon', () => aroon({ span: 2 }), SAMPLES);
