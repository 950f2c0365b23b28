import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { trueRange } from '../../operators/true-range.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { barTapes, type LawBar, recomputedLaw } from './recomputed-law.js';
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
const rangesOf = (bars: readonly LawBar[]): readonly number[] =>
  bars.map(({ high, low }, index) => {
    const before = bars[index - 1]?.close;
    return before === undefined
      ? high - low
      : Math.max(high - low, Math.abs(high - before), Math.abs(low - before));
  });

describe('trueRange', () => {
  it(
    'reaches from the close before',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-d-|', {
        a: bar({ high: 12, low: 10, close: 11 }),
        b: bar({ high: 15, low: 13, close: 14 }),
        c: bar({ high: 14, low: 13, close: 13 }),
        d: bar({ high: 11, low: 10, close: 10 }),
      });
      const listening = '      ^--------!';
      const expected = '       -w-x-y-z-|';
      m.expectObservable(bar$.pipe(trueRange({ firstRange: 'high-low' }))).toBe(expected, {
        w: 2,
        x: 4,
        y: 1,
        z: 3,
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'skips the first bar where told to',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-|', {
        a: bar({ high: 12, low: 10, close: 11 }),
        b: bar({ high: 15, low: 13, close: 14 }),
      });
      const listening = '      ^----!';
      const expected = '       ---z-|';
      m.expectObservable(bar$.pipe(trueRange({ firstRange: 'skip' }))).toBe(expected, { z: 4 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const bar$ = m.cold('  -a-a-a-a-|', { a: bar({ high: 12, low: 10, close: 11 }) });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(bar$.pipe(trueRange({ firstRange: 'high-low' })), listening).toBe(expected, {
        x: 2,
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it("equals TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.TRANGE(h, l, c)
    const words = streamed(trueRange({ firstRange: 'skip' }), ORACLE_BARS);
    expect(words).toHaveLength(39);
    const expected = [1.4, 1.12, 1.74, 1.36];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('trueRange', {
  make: () => trueRange({ firstRange: 'high-low' }),
  anew: rangesOf,
  tapes: barTapes,
  reach: 2,
});

operatorContract('trueRange', () => trueRange({ firstRange: 'high-low' }), SAMPLES);
