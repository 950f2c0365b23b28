import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { wma } from '../../operators/wma.js';
import { sumOf, windowsOf } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

describe('wma', () => {
  it(
    'weighs the newest most, silent for the first span - 1 inputs',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 6, b: 12, c: 18, d: 6 });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(price$.pipe(wma({ span: 3, of: price }))).toBe(expected, { y: 14, z: 11 });
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
      m.expectObservable(m.cold('-a-b-|').pipe(wma({ span: 1, of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(price$.pipe(wma({ span: 1, of: price })), listening).toBe(expected, { x: 1 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => wma({ span, of: price })).toThrow(`wma: span must be a whole number >= 1, was ${span}`);
  });

  it('says the value itself where all are equal, whatever was there before', () => {
    expect(streamed(wma({ span: 3, of: price }), [1e15, 0.1, 0.1, 0.1]).at(-1)).toBe(0.1);
  });

  it("equals TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.WMA(c, 7)
    const words = streamed(wma({ span: 7, of: close }), ORACLE_BARS);
    expect(words).toHaveLength(34);
    const expected = [101.5578571429, 101.5575, 101.6178571429, 101.885];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('wma', {
  make: () => wma({ span: 5, of: price }),
  anew: (prices) =>
    windowsOf(prices, 5).map((window) => sumOf(window.map((value, place) => value * (place + 1))) / 15),
  tapes: numberTapes,
  reach: 5,
});

operatorContract('wma', () => wma({ span: 3, of: price }), [10, 20, 20, 40, 35, 30]);
