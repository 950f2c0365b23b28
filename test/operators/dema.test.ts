import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { dema } from '../../operators/dema.js';
import { besides, smoothedBy } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

describe('dema', () => {
  it(
    'takes out the lag of the average: a steady climb is met exactly',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 20, c: 30, d: 40 });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(price$.pipe(dema({ span: 2, of: price }))).toBe(expected, { y: 30, z: 40 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no price');
      const reader = (): number => {
        throw broken;
      };
      m.expectObservable(m.cold('-a-b-|').pipe(dema({ span: 1, of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(price$.pipe(dema({ span: 1, of: price })), listening).toBe(expected, { x: 1 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => dema({ span, of: price })).toThrow(`dema: span must be a whole number >= 1, was ${span}`);
  });

  it("equals TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.DEMA(c, 4)
    const words = streamed(dema({ span: 4, of: close }), ORACLE_BARS);
    expect(words).toHaveLength(34);
    const expected = [101.9553255704, 101.4616818748, 101.6101010444, 102.3451157784];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('dema', {
  make: () => dema({ span: 5, of: price }),
  anew: (prices) => {
    const once = smoothedBy(2 / 6, prices, 5);
    return besides(once, smoothedBy(2 / 6, once, 5)).map(([one, two]) => 2 * one - two);
  },
  tapes: numberTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 400,
});

operatorContract('dema', () => dema({ span: 2, of: price }), [10, 20, 20, 40, 35, 30]);
