import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { percentRank } from '../../operators/percent-rank.js';
import { windowsOf } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

describe('percentRank', () => {
  it(
    'says which share is below the newest input',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-e-f-|', { a: 10, b: 30, c: 20, d: 25, e: 20, f: 9 });
      const listening = '      ^------------!';
      const expected = '       -------x-y-z-|';
      m.expectObservable(price$.pipe(percentRank({ span: 4, of: price }))).toBe(expected, {
        x: 0.5,
        y: 0,
        z: 0,
      });
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
      m.expectObservable(m.cold('-a-b-|').pipe(percentRank({ span: 1, of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(price$.pipe(percentRank({ span: 1, of: price })), listening).toBe(expected, {
        x: 0,
      });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => percentRank({ span, of: price })).toThrow(
      `percentRank: span must be a whole number >= 1, was ${span}`,
    );
  });

  it("equals numpy's count", () => {
    // pandas 3.1.1: pd.Series(c).rolling(8).apply(lambda x: (x < x[-1]).mean(), raw=True)
    const words = streamed(percentRank({ span: 8, of: close }), ORACLE_BARS);
    expect(words).toHaveLength(33);
    const expected = [0.625, 0.25, 0.625, 0.875];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 12));
  });
});

recomputedLaw('percentRank', {
  make: () => percentRank({ span: 5, of: price }),
  anew: (prices) =>
    windowsOf(prices, 5).map((window) => window.filter((value) => value < (window[4] ?? 0)).length / 5),
  tapes: numberTapes,
  reach: 5,
});

operatorContract('percentRank', () => percentRank({ span: 3, of: price }), [10, 20, 20, 40, 35, 30]);
