import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { drawdown } from '../../operators/drawdown.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

describe('drawdown', () => {
  it(
    'says how far a number is below its high',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 100, b: 75, c: 120, d: 90 });
      const listening = '      ^--------!';
      const expected = '       -w-x-y-z-|';
      m.expectObservable(price$.pipe(drawdown({ of: price }))).toBe(expected, {
        w: 0,
        x: -0.25,
        y: 0,
        z: -0.25,
      });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -5])('fails on a fall from a high of %p', (high) => {
    marbles((m) => {
      const sizeless = new RangeError(`drawdown: a fall from ${high} has no size`);
      m.expectObservable(m.cold('-a-|', { a: high }).pipe(drawdown({ of: price }))).toBe('-#', {}, sizeless);
    })();
  });

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no price');
      const reader = (): number => {
        throw broken;
      };
      m.expectObservable(m.cold('-a-b-|').pipe(drawdown({ of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(price$.pipe(drawdown({ of: price })), listening).toBe(expected, { x: 0 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it("equals pandas'", () => {
    // pandas 3.1.1, s = pd.Series(c): s / s.cummax() - 1
    const words = streamed(drawdown({ of: close }), ORACLE_BARS);
    expect(words).toHaveLength(40);
    const expected = [-0.008392700302528, -0.01376012491461, -0.007807163072119, 0.0];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 12));
  });
});

recomputedLaw('drawdown', {
  make: () => drawdown({ of: price }),
  anew: (prices) => {
    const highs = prices.reduce<number[]>((all, value) => {
      all.push(Math.max(all.at(-1) ?? value, value));
      return all;
    }, []);
    return prices.map((value, index) => -((highs[index] ?? 0) - value) / (highs[index] ?? 0));
  },
  tapes: numberTapes,
});

operatorContract('drawdown', () => drawdown({ of: price }), [10, 20, 20, 40, 35, 30]);
