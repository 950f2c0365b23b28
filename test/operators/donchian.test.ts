import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { donchian } from '../../operators/donchian.js';
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

describe('donchian', () => {
  it(
    'spans the highest high and the lowest low, this bar among them',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-d-|', {
        a: bar({ high: 12, low: 10, close: 11 }),
        b: bar({ high: 15, low: 13, close: 14 }),
        c: bar({ high: 14, low: 11, close: 13 }),
        d: bar({ high: 12, low: 11, close: 11 }),
      });
      const listening = '      ^--------!';
      const expected = '       ---x-y-z-|';
      m.expectObservable(bar$.pipe(donchian({ span: 2 }))).toBe(expected, {
        x: { middle: 12.5, upper: 15, lower: 10 },
        y: { middle: 13, upper: 15, lower: 11 },
        z: { middle: 12.5, upper: 14, lower: 11 },
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
      m.expectObservable(bar$.pipe(donchian({ span: 1 })), listening).toBe(expected, {
        x: { middle: 11, upper: 12, lower: 10 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => donchian({ span })).toThrow(`donchian: span must be a whole number >= 1, was ${span}`);
  });

  it('has the highest high of pandas', () => {
    // pandas 3.1.1: pd.Series(h).rolling(6).max()
    const words = streamed(donchian({ span: 6 }), ORACLE_BARS).map((word) => word.upper);
    expect(words).toHaveLength(35);
    const expected = [103.12, 103.12, 103.12, 103.12];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it('has the lowest low of pandas', () => {
    // pandas 3.1.1: pd.Series(l).rolling(6).min()
    const words = streamed(donchian({ span: 6 }), ORACLE_BARS).map((word) => word.lower);
    expect(words).toHaveLength(35);
    const expected = [98.97, 100.49, 100.49, 100.49];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('donchian', {
  make: () => donchian({ span: 5 }),
  anew: (bars) =>
    windowsOf(bars, 5).map((window) => {
      const upper = Math.max(...window.map(({ high }) => high));
      const lower = Math.min(...window.map(({ low }) => low));
      return { middle: lower + (upper - lower) / 2, upper, lower };
    }),
  tapes: barTapes,
  reach: 5,
});

operatorContract('donchian', () => donchian({ span: 3 }), SAMPLES);
