import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { atrSize } from '../../operators/atr-size.js';
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

describe('atrSize', () => {
  it(
    'is the weight at which some ranges cost the risk',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-|', {
        a: bar({ high: 102, low: 98, close: 100 }),
        b: bar({ high: 102, low: 98, close: 100 }),
      });
      const listening = '      ^----!';
      const expected = '       ---z-|';
      m.expectObservable(bar$.pipe(atrSize({ span: 2, multiple: 2, riskWeight: 0.02, maxWeight: 1 }))).toBe(
        expected,
        { z: 0.25 },
      );
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'is at most the most, also where nothing moves',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-|', {
        a: bar({ high: 100, low: 100, close: 100 }),
        b: bar({ high: 101, low: 100, close: 100 }),
        c: bar({ high: 108, low: 100, close: 100 }),
      });
      const listening = '      ^------!';
      const expected = '       -x-y-z-|';
      m.expectObservable(bar$.pipe(atrSize({ span: 1, multiple: 1, riskWeight: 0.02, maxWeight: 0.5 }))).toBe(
        expected,
        { x: 0.5, y: 0.5, z: 0.25 },
      );
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const bar$ = m.cold('  -a-a-a-a-|', { a: bar({ high: 104, low: 96, close: 100 }) });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(
        bar$.pipe(atrSize({ span: 1, multiple: 1, riskWeight: 0.02, maxWeight: 1 })),
        listening,
      ).toBe(expected, { x: 0.25 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => atrSize({ span, multiple: 2, riskWeight: 0.01, maxWeight: 1 })).toThrow(
      `atrSize: span must be a whole number >= 1, was ${span}`,
    );
  });

  it.each([0, -1, Number.NaN, Infinity])('refuses multiple of %p while the pipeline is built', (multiple) => {
    expect(() => atrSize({ span: 20, multiple, riskWeight: 0.01, maxWeight: 1 })).toThrow(
      `atrSize: multiple must be a number > 0, was ${multiple}`,
    );
  });

  it.each([0, -1, Number.NaN, Infinity])(
    'refuses riskWeight of %p while the pipeline is built',
    (riskWeight) => {
      expect(() => atrSize({ span: 20, multiple: 2, riskWeight, maxWeight: 1 })).toThrow(
        `atrSize: riskWeight must be a number > 0, was ${riskWeight}`,
      );
    },
  );

  it.each([0, -1, Number.NaN, Infinity])(
    'refuses maxWeight of %p while the pipeline is built',
    (maxWeight) => {
      expect(() => atrSize({ span: 20, multiple: 2, riskWeight: 0.01, maxWeight })).toThrow(
        `atrSize: maxWeight must be a number > 0, was ${maxWeight}`,
      );
    },
  );

  it("equals numpy's", () => {
    // numpy 2.4.6: np.minimum(0.8, 0.01 * c / (2 * a)); t = talib.TRANGE(h, l, c), t[0] = h[0] - l[0],
    // a[7] = t[:8].mean(), a[i] = a[i - 1] + (t[i] - a[i - 1]) / 8
    const words = streamed(atrSize({ span: 8, multiple: 2, riskWeight: 0.01, maxWeight: 0.8 }), ORACLE_BARS);
    expect(words).toHaveLength(33);
    const expected = [0.2794701571654, 0.2919684813556, 0.2935329251205, 0.3047431244862];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 12));
  });
});

recomputedLaw('atrSize', {
  make: () => atrSize({ span: 5, multiple: 2, riskWeight: 0.01, maxWeight: 1 }),
  anew: (bars) =>
    besides(bars, smoothedBy(1 / 5, rangesOf(bars), 5)).map(([{ close }, range]) => {
      const lost = (2 * range) / close;
      return lost * 1 <= 0.01 ? 1 : 0.01 / lost;
    }),
  tapes: barTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 400,
});

operatorContract('atrSize', () => atrSize({ span: 2, multiple: 2, riskWeight: 0.01, maxWeight: 1 }), SAMPLES);
