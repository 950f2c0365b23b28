import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { williamsR } from '../../operators/williams-r.js';
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

describe('williamsR', () => {
  it(
    'says how far the close is below the high',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-d-|', {
        a: bar({ high: 12, low: 10, close: 11 }),
        b: bar({ high: 14, low: 11, close: 14 }),
        c: bar({ high: 13, low: 10, close: 11 }),
        d: bar({ high: 13, low: 10, close: 10 }),
      });
      const listening = '      ^--------!';
      const expected = '       ---x-y-z-|';
      m.expectObservable(bar$.pipe(williamsR({ span: 2 }))).toBe(expected, { x: 0, y: -75, z: -100 });
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
      m.expectObservable(bar$.pipe(williamsR({ span: 2 }))).toBe(expected, { z: -50 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const bar$ = m.cold('  -a-a-a-a-|', { a: bar({ high: 12, low: 10, close: 11 }) });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(bar$.pipe(williamsR({ span: 1 })), listening).toBe(expected, { x: -50 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => williamsR({ span })).toThrow(`williamsR: span must be a whole number >= 1, was ${span}`);
  });

  it("equals TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.WILLR(h, l, c, 6)
    const words = streamed(williamsR({ span: 6 }), ORACLE_BARS);
    expect(words).toHaveLength(35);
    const expected = [-36.38554216867, -78.32699619772, -55.13307984791, -15.20912547529];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('williamsR', {
  make: () => williamsR({ span: 5 }),
  anew: (bars) =>
    windowsOf(bars, 5).map((window) => {
      const top = Math.max(...window.map(({ high }) => high));
      const range = top - Math.min(...window.map(({ low }) => low));
      return range === 0 ? -50 : (-100 * (top - (window[4]?.close ?? 0))) / range;
    }),
  tapes: barTapes,
  reach: 5,
  // A close a cent below an outlier of a hundred million is 1e-8 below the top of its range, of 100.
  smallest: 1,
});

operatorContract('williamsR', () => williamsR({ span: 3 }), SAMPLES);
