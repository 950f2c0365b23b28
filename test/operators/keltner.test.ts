import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { keltner } from '../../operators/keltner.js';
import { besides, smoothedBy } from './by-hand.js';
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

describe('keltner', () => {
  it(
    'is an average of the close with some ranges around it',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-|', {
        a: bar({ high: 12, low: 10, close: 11 }),
        b: bar({ high: 15, low: 13, close: 14 }),
        c: bar({ high: 14, low: 13, close: 13 }),
      });
      const listening = '      ^------!';
      const expected = '       ---y-z-|';
      m.expectObservable(bar$.pipe(keltner({ span: 1, atrSpan: 2, multiple: 2 }))).toBe(expected, {
        y: { middle: 14, upper: 20, lower: 8 },
        z: { middle: 13, upper: 17, lower: 9 },
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
      m.expectObservable(bar$.pipe(keltner({ span: 1, atrSpan: 1, multiple: 1 })), listening).toBe(expected, {
        x: { middle: 11, upper: 13, lower: 9 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => keltner({ span, atrSpan: 10, multiple: 2 })).toThrow(
      `keltner: span must be a whole number >= 1, was ${span}`,
    );
  });

  it.each([0, -1, 1.5, Number.NaN])(
    'refuses a span of the range of %p while the pipeline is built',
    (atrSpan) => {
      expect(() => keltner({ span: 20, atrSpan, multiple: 2 })).toThrow(
        `keltner: atrSpan must be a whole number >= 1, was ${atrSpan}`,
      );
    },
  );

  it.each([0, -1, Number.NaN, Infinity])('refuses multiple of %p while the pipeline is built', (multiple) => {
    expect(() => keltner({ span: 20, atrSpan: 10, multiple })).toThrow(
      `keltner: multiple must be a number > 0, was ${multiple}`,
    );
  });

  it("has the upper band of TA-Lib's average and Wilder's range", () => {
    // TA-Lib 0.8.2 and numpy: talib.EMA(c, 5) + 2 * a; t = talib.TRANGE(h, l, c), t[0] = h[0] - l[0],
    // a[7] = t[:8].mean(), a[i] = a[i - 1] + (t[i] - a[i - 1]) / 8
    const words = streamed(keltner({ span: 5, atrSpan: 8, multiple: 2 }), ORACLE_BARS).map(
      (word) => word.upper,
    );
    expect(words).toHaveLength(33);
    const expected = [105.1414432843, 104.8184223139, 104.9250591514, 105.2516365086];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it('has the lower band likewise', () => {
    // talib.EMA(c, 5) - 2 * a
    const words = streamed(keltner({ span: 5, atrSpan: 8, multiple: 2 }), ORACLE_BARS).map(
      (word) => word.lower,
    );
    expect(words).toHaveLength(33);
    const expected = [97.86982609051, 97.89575726932, 97.9977272374, 98.51022108389];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('keltner', {
  make: () => keltner({ span: 5, atrSpan: 4, multiple: 2 }),
  anew: (bars) => {
    const middles = smoothedBy(
      2 / 6,
      bars.map(({ close }) => close),
      5,
    );
    return besides(middles, smoothedBy(1 / 4, rangesOf(bars), 4)).map(([middle, range]) => ({
      middle,
      upper: middle + 2 * range,
      lower: middle - 2 * range,
    }));
  },
  tapes: barTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 400,
});

operatorContract('keltner', () => keltner({ span: 2, atrSpan: 3, multiple: 2 }), SAMPLES);
