import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { trix } from '../../operators/trix.js';
import { smoothedBy, windowsOf } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

describe('trix', () => {
  it(
    'says by how many percent the triple average has moved',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-|', { a: 10, b: 20, c: 10 });
      const listening = '      ^------!';
      const expected = '       ---y-z-|';
      m.expectObservable(price$.pipe(trix({ span: 1, of: price }))).toBe(expected, { y: 100, z: -50 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'fails on a move from nothing',
    marbles((m) => {
      const sizeless = new RangeError('returns: a move from 0 to 5 has no size');
      const price$ = m.cold('  -a-b-|', { a: 0, b: 5 });
      m.expectObservable(price$.pipe(trix({ span: 1, of: price }))).toBe('---#', {}, sizeless);
    }),
  );

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no price');
      const reader = (): number => {
        throw broken;
      };
      m.expectObservable(m.cold('-a-b-|').pipe(trix({ span: 1, of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^----!';
      const expected = '       ---x--';
      m.expectObservable(price$.pipe(trix({ span: 1, of: price })), listening).toBe(expected, { x: 0 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => trix({ span, of: price })).toThrow(`trix: span must be a whole number >= 1, was ${span}`);
  });

  it("equals TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.TRIX(c, 4)
    const words = streamed(trix({ span: 4, of: close }), ORACLE_BARS);
    expect(words).toHaveLength(30);
    const expected = [0.2928837037762, 0.1918481683409, 0.1420262785264, 0.1780570717981];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('trix', {
  make: () => trix({ span: 5, of: price }),
  anew: (prices) => {
    const thrice = [1, 2, 3].reduce((line) => smoothedBy(2 / 6, line, 5), prices);
    return windowsOf(thrice, 2).map(([before = 0, now = 0]) => (100 * (now - before)) / before);
  },
  tapes: numberTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 400,
});

operatorContract('trix', () => trix({ span: 1, of: price }), [10, 20, 20, 40, 35, 30]);
