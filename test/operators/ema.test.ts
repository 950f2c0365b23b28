import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { ema } from '../../operators/ema.js';
import { describeWithShared } from '../shared-data.js';
import { backtraderIndicator, expectLine } from './backtrader-indicator.js';
import { smoothedBy } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;

describe('ema', () => {
  it(
    'is silent for span - 1 inputs, then speaks once per input',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 20, c: 30, d: 40 });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(price$.pipe(ema({ span: 3, of: price }))).toBe(expected, { y: 20, z: 30 });
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
      m.expectObservable(m.cold('-a-b-|').pipe(ema({ span: 1, of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^---!';
      const expected = '       -a-a-';
      m.expectObservable(price$.pipe(ema({ span: 1, of: price })), listening).toBe(expected, { a: 1 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it("equals pandas' where it begins at the first input", () => {
    // pandas 3.1.1: pd.Series(c).ewm(span=5, adjust=False).mean()
    const words = streamed(ema({ span: 5, of: ({ close }) => close, seed: 'first' }), ORACLE_BARS);
    expect(words).toHaveLength(36);
    const expected = [101.5056349816, 101.3570899878, 101.4613933252, 101.8809288833];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => ema({ span, of: price })).toThrow(`ema: span must be a whole number >= 1, was ${span}`);
  });
});

recomputedLaw('ema', {
  make: () => ema({ span: 5, of: price }),
  anew: (prices) => smoothedBy(2 / 6, prices, 5),
  tapes: numberTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 400,
});

describeWithShared('ema of published prices', (data) => {
  it("equals backtrader's", () => {
    const indicator = backtraderIndicator(data, 'ema');
    expectLine(streamed(ema({ span: 30, of: price }), indicator.closes), indicator, 'ema');
  });
});

operatorContract('ema', () => ema({ span: 3, of: price }), [10, 20, 20, 40, 35, 30]);
