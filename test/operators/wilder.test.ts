import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { wilder } from '../../operators/wilder.js';
import { smoothedBy } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

describe('wilder', () => {
  it(
    'begins at the mean of the first span inputs, then goes 1/span of the way',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 20, c: 40, d: 20 });
      const listening = '      ^--------!';
      const expected = '       ---x-y-z-|';
      m.expectObservable(price$.pipe(wilder({ span: 2, of: price }))).toBe(expected, {
        x: 15,
        y: 27.5,
        z: 23.75,
      });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'begins at the first input where told to',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-|', { a: 10, b: 20, c: 40 });
      const listening = '      ^------!';
      const expected = '       ---y-z-|';
      m.expectObservable(price$.pipe(wilder({ span: 2, of: price, seed: 'first' }))).toBe(expected, {
        y: 15,
        z: 27.5,
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
      m.expectObservable(m.cold('-a-b-|').pipe(wilder({ span: 1, of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(price$.pipe(wilder({ span: 1, of: price })), listening).toBe(expected, { x: 1 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => wilder({ span, of: price })).toThrow(
      `wilder: span must be a whole number >= 1, was ${span}`,
    );
  });

  it("equals pandas' where it begins at the first input", () => {
    // pandas 3.1.1: pd.Series(c).ewm(alpha=1/5, adjust=False).mean()
    const words = streamed(wilder({ span: 5, of: close, seed: 'first' }), ORACLE_BARS);
    expect(words).toHaveLength(36);
    const expected = [101.0201185019, 101.0280948015, 101.1564758412, 101.469180673];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('wilder', {
  make: () => wilder({ span: 5, of: price }),
  anew: (prices) => smoothedBy(1 / 5, prices, 5),
  tapes: numberTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 400,
});

operatorContract('wilder', () => wilder({ span: 3, of: price }), [10, 20, 20, 40, 35, 30]);
