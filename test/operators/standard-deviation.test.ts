import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { standardDeviation } from '../../operators/standard-deviation.js';
import { jointOf, windowsOf } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

describe('standardDeviation', () => {
  it(
    'is that of the population, silent for the first span - 1 inputs',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 14, c: 14, d: 20 });
      const listening = '      ^--------!';
      const expected = '       ---x-y-z-|';
      m.expectObservable(price$.pipe(standardDeviation({ span: 2, of: price }))).toBe(expected, {
        x: 2,
        y: 0,
        z: 3,
      });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'is that of a sample where told to',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 2, b: 4, c: 6, d: 8 });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(price$.pipe(standardDeviation({ span: 3, of: price, estimate: 'sample' }))).toBe(
        expected,
        { y: 2, z: 2 },
      );
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
      m.expectObservable(m.cold('-a-b-|').pipe(standardDeviation({ span: 1, of: reader }))).toBe(
        '-#',
        {},
        broken,
      );
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(price$.pipe(standardDeviation({ span: 1, of: price })), listening).toBe(expected, {
        x: 0,
      });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => standardDeviation({ span, of: price })).toThrow(
      `standardDeviation: span must be a whole number >= 1, was ${span}`,
    );
  });

  it('refuses to judge by a sample of one', () => {
    expect(() => standardDeviation({ span: 1, of: price, estimate: 'sample' })).toThrow(
      'standardDeviation: span must be a whole number >= 2, was 1',
    );
  });

  it('is exactly 0 where all are equal, whatever was there before', () => {
    expect(streamed(standardDeviation({ span: 3, of: price }), [1e15, 0.1, 0.1, 0.1]).at(-1)).toBe(0);
  });

  it('keeps its digits where numbers are big and close to each other', () => {
    const words = streamed(standardDeviation({ span: 2, of: price }), [1e9 + 0.25, 1e9 + 0.75]);
    expect(words).toEqual([0.25]);
  });

  it("equals backtrader's", () => {
    // backtrader 1.9.78.123: bt.ind.StdDev(period=6)
    const words = streamed(standardDeviation({ span: 6, of: close }), ORACLE_BARS);
    expect(words).toHaveLength(35);
    const expected = [0.7721830525618, 0.5334921638497, 0.4771588368184, 0.5450280318965];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("equals pandas' of a sample", () => {
    // pandas 3.1.1: pd.Series(c).rolling(6).std()
    const words = streamed(standardDeviation({ span: 6, of: close, estimate: 'sample' }), ORACLE_BARS);
    expect(words).toHaveLength(35);
    const expected = [0.8458841528248, 0.5844113847853, 0.5227013168787, 0.5970482950874];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('standardDeviation', {
  make: () => standardDeviation({ span: 5, of: price }),
  anew: (prices) => windowsOf(prices, 5).map((window) => Math.sqrt(jointOf(window, window))),
  tapes: numberTapes,
  reach: 5,
});

operatorContract(
  'standardDeviation',
  () => standardDeviation({ span: 3, of: price }),
  [10, 20, 20, 40, 35, 30],
);
