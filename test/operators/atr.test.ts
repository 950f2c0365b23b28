import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { atr } from '../../operators/atr.js';
import { smoothedBy } from './by-hand.js';
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

describe('atr', () => {
  it(
    'smooths the ranges from the first bar on',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-|', {
        a: bar({ high: 12, low: 10, close: 11 }),
        b: bar({ high: 15, low: 13, close: 14 }),
        c: bar({ high: 14, low: 13, close: 13 }),
      });
      const listening = '      ^------!';
      const expected = '       ---y-z-|';
      m.expectObservable(bar$.pipe(atr({ span: 2 }))).toBe(expected, { y: 3, z: 2 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'begins with the second bar where told to',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-|', {
        a: bar({ high: 12, low: 10, close: 11 }),
        b: bar({ high: 15, low: 13, close: 14 }),
        c: bar({ high: 14, low: 13, close: 13 }),
      });
      const listening = '      ^------!';
      const expected = '       -----z-|';
      m.expectObservable(bar$.pipe(atr({ span: 2, firstRange: 'skip' }))).toBe(expected, { z: 2.5 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const bar$ = m.cold('  -a-a-a-a-|', { a: bar({ high: 12, low: 10, close: 11 }) });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(bar$.pipe(atr({ span: 1 })), listening).toBe(expected, { x: 2 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => atr({ span })).toThrow(`atr: span must be a whole number >= 1, was ${span}`);
  });

  it("equals TA-Lib's where the first bar is skipped", () => {
    // TA-Lib 0.8.2: talib.ATR(h, l, c, 5); backtrader 1.9.78.123 says the same: bt.ind.ATR(period=5)
    const words = streamed(atr({ span: 5, firstRange: 'skip' }), ORACLE_BARS);
    expect(words).toHaveLength(35);
    const expected = [1.786871021611, 1.653496817288, 1.670797453831, 1.608637963065];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it('is 0 where nothing moves', () => {
    expect(streamed(atr({ span: 2 }), [bar({ close: 0.1 }), bar({ close: 0.1 })])).toEqual([0]);
  });
});

recomputedLaw('atr', {
  make: () => atr({ span: 5 }),
  anew: (bars) => smoothedBy(1 / 5, rangesOf(bars), 5),
  tapes: barTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 400,
});

operatorContract('atr', () => atr({ span: 3 }), SAMPLES);
