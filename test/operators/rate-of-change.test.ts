import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { rateOfChange } from '../../operators/rate-of-change.js';
import { windowsOf } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

describe('rateOfChange', () => {
  it(
    'says how far a number has moved in span inputs',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 100, b: 110, c: 150, d: 55 });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(price$.pipe(rateOfChange({ span: 2, of: price }))).toBe(expected, {
        y: 0.5,
        z: -0.5,
      });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'fails on a move from nothing',
    marbles((m) => {
      const sizeless = new RangeError('rateOfChange: a move from 0 to 5 has no size');
      const price$ = m.cold('  -a-b-|', { a: 0, b: 5 });
      m.expectObservable(price$.pipe(rateOfChange({ span: 1, of: price }))).toBe('---#', {}, sizeless);
    }),
  );

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no price');
      const reader = (): number => {
        throw broken;
      };
      m.expectObservable(m.cold('-a-b-|').pipe(rateOfChange({ span: 1, of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^----!';
      const expected = '       ---x--';
      m.expectObservable(price$.pipe(rateOfChange({ span: 1, of: price })), listening).toBe(expected, {
        x: 0,
      });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => rateOfChange({ span, of: price })).toThrow(
      `rateOfChange: span must be a whole number >= 1, was ${span}`,
    );
  });

  it("equals TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.ROCP(c, 5)
    const words = streamed(rateOfChange({ span: 5, of: close }), ORACLE_BARS);
    expect(words).toHaveLength(35);
    const expected = [0.01498351813006, -0.0004945109286915, -0.007807163072119, 0.01291785819939];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 12));
  });
});

recomputedLaw('rateOfChange', {
  make: () => rateOfChange({ span: 5, of: price }),
  anew: (prices) =>
    windowsOf(prices, 6).map((window) => ((window[5] ?? 0) - (window[0] ?? 0)) / (window[0] ?? 0)),
  tapes: numberTapes,
  reach: 6,
});

operatorContract('rateOfChange', () => rateOfChange({ span: 2, of: price }), [10, 20, 20, 40, 35, 30]);
