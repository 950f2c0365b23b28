import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { ultimateOscillator } from '../../operators/ultimate-oscillator.js';
import { sumOf, windowsOf } from './by-hand.js';
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

describe('ultimateOscillator', () => {
  it(
    'weighs three spans four to two to one',
    marbles((m) => {
      // Of ranges of 4 and 3 the buyers took 4 and 0.
      const bar$ = m.cold('    -a-b-c-|', {
        a: bar({ high: 12, low: 10, close: 11 }),
        b: bar({ high: 15, low: 11, close: 15 }),
        c: bar({ high: 15, low: 12, close: 12 }),
      });
      const listening = '      ^------!';
      const expected = '       -----z-|';
      const oscillator = ultimateOscillator({ short: 1, middle: 1, long: 2 });
      m.expectObservable(bar$.pipe(oscillator)).toBe(expected, { z: (100 * (4 / 7)) / 7 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'is balanced where nothing moves',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-|', {
        a: bar({ high: 5, low: 5, close: 5 }),
        b: bar({ high: 5, low: 5, close: 5 }),
      });
      const listening = '      ^----!';
      const expected = '       ---z-|';
      m.expectObservable(bar$.pipe(ultimateOscillator({ short: 1, middle: 1, long: 1 }))).toBe(expected, {
        z: 50,
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
      m.expectObservable(bar$.pipe(ultimateOscillator({ short: 1, middle: 1, long: 1 })), listening).toBe(
        expected,
        { x: 50 },
      );
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a short span of %p while the pipeline is built', (short) => {
    expect(() => ultimateOscillator({ short, middle: 14, long: 28 })).toThrow(
      `ultimateOscillator: short must be a whole number >= 1, was ${short}`,
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a middle span of %p while the pipeline is built', (middle) => {
    expect(() => ultimateOscillator({ short: 7, middle, long: 28 })).toThrow(
      `ultimateOscillator: middle must be a whole number >= 1, was ${middle}`,
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a long span of %p while the pipeline is built', (long) => {
    expect(() => ultimateOscillator({ short: 7, middle: 14, long })).toThrow(
      `ultimateOscillator: long must be a whole number >= 1, was ${long}`,
    );
  });

  it("equals TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.ULTOSC(h, l, c, 3, 5, 8)
    const words = streamed(ultimateOscillator({ short: 3, middle: 5, long: 8 }), ORACLE_BARS);
    expect(words).toHaveLength(32);
    const expected = [45.77859174895, 48.40206123721, 45.40769267052, 54.36802900654];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('ultimateOscillator', {
  make: () => ultimateOscillator({ short: 2, middle: 3, long: 5 }),
  anew: (bars) =>
    windowsOf(bars, 6).map((window) => {
      const balance = (span: number): number => {
        const bottoms = window.slice(1).map(({ low }, index) => Math.min(low, window[index]?.close ?? low));
        const tops = window.slice(1).map(({ high }, index) => Math.max(high, window[index]?.close ?? high));
        const buying = window.slice(1).map(({ close }, index) => close - (bottoms[index] ?? 0));
        const ranges = tops.map((top, index) => top - (bottoms[index] ?? 0));
        const range = sumOf(ranges.slice(-span));
        return range === 0 ? 50 : (100 * sumOf(buying.slice(-span))) / range;
      };
      return (4 / 7) * balance(2) + (2 / 7) * balance(3) + (1 / 7) * balance(5);
    }),
  tapes: barTapes,
  reach: 6,
});

operatorContract('ultimateOscillator', () => ultimateOscillator({ short: 1, middle: 2, long: 3 }), SAMPLES);
