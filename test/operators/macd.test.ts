import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { macd } from '../../operators/macd.js';
import { besides, smoothedBy } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

describe('macd', () => {
  it(
    'says a fast average less a slow one, and its average',
    marbles((m) => {
      // The slow average goes half of the way, 20, 30, 55, and the signal two thirds of it.
      const price$ = m.cold('  -a-b-c-d-e-|', { a: 10, b: 20, c: 30, d: 40, e: 80 });
      const listening = '      ^----------!';
      const expected = '       -------y-z-|';
      const macd$ = price$.pipe(macd({ fast: 1, slow: 3, signal: 2, of: price }));
      m.expectObservable(macd$).toBe(expected, {
        y: { macd: 10, signal: 10, histogram: 0 },
        z: { macd: 25, signal: 20, histogram: 5 },
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
      m.expectObservable(m.cold('-a-b-|').pipe(macd({ fast: 1, slow: 2, signal: 1, of: reader }))).toBe(
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
      m.expectObservable(price$.pipe(macd({ fast: 1, slow: 1, signal: 1, of: price })), listening).toBe(
        expected,
        { x: { macd: 0, signal: 0, histogram: 0 } },
      );
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a fast span of %p while the pipeline is built', (fast) => {
    expect(() => macd({ fast, slow: 26, signal: 9, of: price })).toThrow(
      `macd: fast must be a whole number >= 1, was ${fast}`,
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a slow span of %p while the pipeline is built', (slow) => {
    expect(() => macd({ fast: 12, slow, signal: 9, of: price })).toThrow(
      `macd: slow must be a whole number >= 1, was ${slow}`,
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a signal span of %p while the pipeline is built', (signal) => {
    expect(() => macd({ fast: 12, slow: 26, signal, of: price })).toThrow(
      `macd: signal must be a whole number >= 1, was ${signal}`,
    );
  });

  it("equals pandas' where the averages begin at the first input", () => {
    // pandas 3.1.1, s = pd.Series(c): s.ewm(span=3, adjust=False).mean() - s.ewm(span=6, adjust=False).mean()
    const words = streamed(macd({ fast: 3, slow: 6, signal: 1, of: close, seed: 'first' }), ORACLE_BARS).map(
      (word) => word.macd,
    );
    expect(words).toHaveLength(35);
    const expected = [0.3381816037889, 0.1007356492708, 0.1322570013328, 0.3496207697359];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('macd', {
  make: () => macd({ fast: 3, slow: 6, signal: 4, of: price }),
  anew: (prices) => {
    const line = besides(smoothedBy(2 / 4, prices, 3), smoothedBy(2 / 7, prices, 6)).map(
      ([fast, slow]) => fast - slow,
    );
    return besides(line, smoothedBy(2 / 5, line, 4)).map(([value, signal]) => ({
      macd: value,
      signal,
      histogram: value - signal,
    }));
  },
  tapes: numberTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 400,
});

operatorContract('macd', () => macd({ fast: 2, slow: 3, signal: 2, of: price }), [10, 20, 20, 40, 35, 30]);
