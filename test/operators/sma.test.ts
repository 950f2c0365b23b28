import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marbles, operatorContract } from 'millrace/testing';
import { sma } from '../../operators/sma.js';
import { describeWithShared } from '../shared-data.js';
import { backtraderIndicator, closesOf, expectLine } from './backtrader-indicator.js';
import { averageOf, windowsOf } from './by-hand.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;

const averages = (span: number, prices: readonly number[]): readonly number[] =>
  streamed(sma({ span, of: price }), prices);

describe('sma', () => {
  it(
    'is silent for span - 1 inputs, then speaks once per input',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 20, c: 30, d: 70 });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(price$.pipe(sma({ span: 3, of: price }))).toBe(expected, { y: 20, z: 40 });
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
      m.expectObservable(m.cold('-a-b-|').pipe(sma({ span: 1, of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^---!';
      const expected = '       -a-a-';
      m.expectObservable(price$.pipe(sma({ span: 1, of: price })), listening).toBe(expected, { a: 1 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => sma({ span, of: price })).toThrow(`sma: span must be a whole number >= 1, was ${span}`);
  });

  it('says the value itself where the whole window is equal', () => {
    expect(averages(3, [0.3, 0.1, 0.1, 0.1, 0.1])).toEqual([(0.3 + 0.1 + 0.1) / 3, 0.1, 0.1]);
  });

  // The expectations are what pandas 3.1.1 printed for Series(prices).rolling(span).mean().
  it.each([
    {
      digit: 'loses what a big price hid in the sum',
      span: 3,
      prices: [1e9, 0.1, 0.2, 0.3, 0.4, 1e9, 0.1, 0.7, 0.3],
      expected: [
        333333333.43333334, 0.19999999999999998, 0.3, 333333333.56666666, 333333333.50000006,
        333333333.59999996, 0.36666666666666664,
      ],
    },
    {
      digit: 'gives no window of positive prices a negative mean',
      span: 2,
      prices: [100, 69999999999999990, 0.7, 4, 6e7],
      expected: [35000000000000050, 34999999999999996, 0, 29999998],
    },
    {
      digit: 'gives no window of negative prices a positive mean',
      span: 2,
      prices: [-100, -69999999999999990, -0.7, -4, -6e7],
      expected: [-35000000000000050, -34999999999999996, 0, -29999998],
    },
  ])('rounds as pandas does: $digit', ({ span, prices, expected }) => {
    expect(averages(span, prices)).toEqual(expected);
  });

  it('equals the mean computed anew, over random and drifting prices', () => {
    const walk = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(
        walk,
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        (steps, span, drift) => {
          let last = 1000;
          const series = steps.map((step) => (last += step + drift));
          const anew = series.slice(span - 1).map((_, start) => meanOf(series.slice(start, start + span)));
          const running = averages(span, series);
          expect(running).toHaveLength(anew.length);
          running.forEach((average, index) => {
            const exact = anew[index] ?? Number.NaN;
            expect(Math.abs(average / exact - 1)).toBeLessThan(1e-12);
          });
        },
      ),
    );
  });
});

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

recomputedLaw('sma', {
  make: () => sma({ span: 5, of: price }),
  anew: (prices) => windowsOf(prices, 5).map(averageOf),
  tapes: numberTapes,
  reach: 5,
});

describeWithShared('sma of published prices', (data) => {
  const closes = closesOf(data('backtestingpy', 'GOOG.csv'));

  it('ties to the last digit where pandas does, once in 2148 days', () => {
    const [fast, slow] = [5, 25].map((span) => averages(span, closes));
    const ties = closes.flatMap((_, day) => (day >= 24 && fast?.[day - 4] === slow?.[day - 24] ? [day] : []));
    // backtesting.py's 88 trades of SMA 5 and 25 hang on this tie on 2010-08-17.
    expect(ties).toEqual([1509]);
  });

  it("equals backtrader's", () => {
    const indicator = backtraderIndicator(data, 'sma');
    expectLine(averages(30, indicator.closes), indicator, 'sma');
  });
});

operatorContract('sma', () => sma({ span: 3, of: price }), [10, 20, 20, 40, 35, 30]);
