import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marbles, operatorContract } from 'millrace/testing';
import { rolling } from '../../operators/rolling.js';
import { sumOf, windowsOf } from './by-hand.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const add = (a: number, b: number): number => a + b;
const highest = Math.max;

describe('rolling', () => {
  it(
    'is silent for span - 1 inputs, then says what the last ones make together',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-e-|', { a: 10, b: 20, c: 30, d: 10, e: 5 });
      const listening = '      ^----------!';
      const sums = '           -----x-x-y-|';
      const highs = '          -----u-u-u-|';
      m.expectObservable(price$.pipe(rolling({ span: 3, of: price, merge: add }))).toBe(sums, {
        x: 60,
        y: 45,
      });
      m.expectObservable(price$.pipe(rolling({ span: 3, of: price, merge: highest }))).toBe(highs, { u: 30 });
      m.expectSubscriptions(price$.subscriptions).toBe([listening, listening]);
    }),
  );

  it(
    'sends a failing reader or merge down the stream',
    marbles((m) => {
      const broken = new Error('no price');
      const fail = (): number => {
        throw broken;
      };
      const reading = rolling({ span: 1, of: fail, merge: add });
      m.expectObservable(m.cold('-a-b-|').pipe(reading)).toBe('-#', {}, broken);
      const price$ = m.cold('-a-b-|', { a: 1, b: 2 });
      const merging = rolling({ span: 2, of: price, merge: fail });
      m.expectObservable(price$.pipe(merging)).toBe('---#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^---!';
      const expected = '       -a-a-';
      m.expectObservable(price$.pipe(rolling({ span: 1, of: price, merge: add })), listening).toBe(expected, {
        a: 1,
      });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => rolling({ span, of: price, merge: add })).toThrow(
      `rolling: span must be a whole number >= 1, was ${span}`,
    );
  });

  it('merges every window once and in order, whatever its span', () => {
    // Text shows an order that a sum would hide.
    const letters = rolling({
      span: 3,
      of: (letter: string) => [letter],
      merge: (older, newer) => [...older, ...newer],
    });
    const words = streamed(letters, 'a b c d e f g h'.split(' ')).map((word) => word.join(''));
    expect(words).toEqual(['abc', 'bcd', 'cde', 'def', 'efg', 'fgh']);
  });

  it('merges about three times an input, however long the window', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (span) => {
        let merges = 0;
        const counting = rolling({
          span,
          of: price,
          merge: (a, b) => {
            merges += 1;
            return a + b;
          },
        });
        streamed(counting, new Array<number>(2000).fill(1));
        expect(merges).toBeLessThanOrEqual(3 * 2000);
      }),
    );
  });

  it('keeps no trace of what has left the window', () => {
    const words = streamed(rolling({ span: 2, of: price, merge: add }), [1e300, 0.1, 0.2, 0.3]);
    expect(words.slice(1)).toEqual([0.1 + 0.2, 0.2 + 0.3]);
  });
});

recomputedLaw('rolling', {
  make: () => rolling({ span: 7, of: price, merge: add }),
  anew: (prices) => windowsOf(prices, 7).map(sumOf),
  tapes: numberTapes,
  reach: 7,
});

operatorContract('rolling', () => rolling({ span: 3, of: price, merge: add }), [10, 20, 20, 40, 35, 30]);
