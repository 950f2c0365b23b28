import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { zScore } from '../../operators/z-score.js';
import { averageOf, jointOf, windowsOf } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

describe('zScore', () => {
  it(
    'counts standard deviations from the mean, silent for the first span - 1 inputs',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 14, c: 14, d: 8 });
      const listening = '      ^--------!';
      const expected = '       ---x-y-z-|';
      m.expectObservable(price$.pipe(zScore({ span: 2, of: price }))).toBe(expected, { x: 1, y: 0, z: -1 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it('divides by one less where it judges by a sample', () => {
    const [word] = streamed(zScore({ span: 3, of: price, estimate: 'sample' }), [2, 4, 6]);
    expect(word).toBe(1);
  });

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no price');
      const reader = (): number => {
        throw broken;
      };
      m.expectObservable(m.cold('-a-b-|').pipe(zScore({ span: 1, of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(price$.pipe(zScore({ span: 1, of: price })), listening).toBe(expected, { x: 0 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => zScore({ span, of: price })).toThrow(
      `zScore: span must be a whole number >= 1, was ${span}`,
    );
  });

  it('refuses to judge by a sample of one', () => {
    expect(() => zScore({ span: 1, of: price, estimate: 'sample' })).toThrow(
      'zScore: span must be a whole number >= 2, was 1',
    );
  });

  it('is 0 where all are equal, whatever was there before', () => {
    expect(streamed(zScore({ span: 3, of: price }), [1e15, 0.1, 0.1, 0.1]).at(-1)).toBe(0);
  });

  it("equals pandas' of a population", () => {
    // pandas 3.1.1, r = pd.Series(c).rolling(6): (pd.Series(c) - r.mean()) / r.std(ddof=0)
    const words = streamed(zScore({ span: 6, of: close }), ORACLE_BARS);
    expect(words).toHaveLength(35);
    const expected = [0.1554035660347, -1.102796579219, -0.1501945707309, 1.718566040362];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("equals pandas' of a sample", () => {
    // pandas 3.1.1, r = pd.Series(c).rolling(6): (pd.Series(c) - r.mean()) / r.std()
    const words = streamed(zScore({ span: 6, of: close, estimate: 'sample' }), ORACLE_BARS);
    expect(words).toHaveLength(35);
    const expected = [0.1418633977233, -1.006710937963, -0.1371082573402, 1.568828978114];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('zScore', {
  make: () => zScore({ span: 5, of: price }),
  anew: (prices) =>
    windowsOf(prices, 5).map((window) => {
      const isStill = window.every((value) => value === window[0]);
      return isStill ? 0 : ((window[4] ?? 0) - averageOf(window)) / Math.sqrt(jointOf(window, window));
    }),
  tapes: numberTapes,
  reach: 5,
});

operatorContract('zScore', () => zScore({ span: 3, of: price }), [10, 20, 20, 40, 35, 30]);
