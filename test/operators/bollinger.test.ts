import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marbles, operatorContract } from 'millrace/testing';
import { bollinger } from '../../operators/bollinger.js';
import { describeWithShared } from '../shared-data.js';
import { backtraderIndicator, expectLine } from './backtrader-indicator.js';
import { averageOf, jointOf, windowsOf } from './by-hand.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;

describe('bollinger', () => {
  it(
    'is silent for span - 1 inputs, then speaks once per input',
    marbles((m) => {
      // The population's variance of 2 and 6 is 4, that of 6 and 0 is 9.
      const price$ = m.cold('  -a-b-c-|', { a: 2, b: 6, c: 0 });
      const listening = '      ^------!';
      const expected = '       ---y-z-|';
      m.expectObservable(price$.pipe(bollinger({ span: 2, deviations: 1.5, of: price }))).toBe(expected, {
        y: { middle: 4, upper: 7, lower: 1 },
        z: { middle: 3, upper: 7.5, lower: -1.5 },
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
      m.expectObservable(m.cold('-a-|').pipe(bollinger({ span: 1, deviations: 2, of: reader }))).toBe(
        '-#',
        {},
        broken,
      );
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-|', { a: 1 });
      const listening = '      ^---!';
      const expected = '       -x-x-';
      const band$ = price$.pipe(bollinger({ span: 1, deviations: 2, of: price }));
      m.expectObservable(band$, listening).toBe(expected, { x: { middle: 1, upper: 1, lower: 1 } });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it('has no width where all values are equal, whatever was there before', () => {
    const bands = streamed(bollinger({ span: 3, deviations: 2, of: price }), [1e15, 0.1, 0.1, 0.1]);
    expect(bands.at(-1)).toEqual({ middle: 0.1, upper: 0.1, lower: 0.1 });
  });

  it('keeps its width where prices are big and close to each other', () => {
    const [band] = streamed(bollinger({ span: 2, deviations: 1, of: price }), [1e9 + 0.25, 1e9 + 0.75]);
    expect(band).toEqual({ middle: 1e9 + 0.5, upper: 1e9 + 0.75, lower: 1e9 + 0.25 });
  });

  it('moves and stretches with the prices', () => {
    const prices = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 5, maxLength: 60 });
    const bands = bollinger({ span: 5, deviations: 2, of: price });
    fc.assert(
      fc.property(prices, fc.double({ min: 0.5, max: 20, noNaN: true }), (series, factor) => {
        const plain = streamed(bands, series);
        const moved = streamed(
          bands,
          series.map((value) => 500 + factor * value),
        );
        moved.forEach(({ middle, upper }, index) => {
          const before = plain[index] ?? { middle: Number.NaN, upper: Number.NaN };
          expect(middle).toBeCloseTo(500 + factor * before.middle, 6);
          expect(upper - middle).toBeCloseTo(factor * (before.upper - before.middle), 6);
        });
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => bollinger({ span, deviations: 2, of: price })).toThrow(
      `bollinger: span must be a whole number >= 1, was ${span}`,
    );
  });

  it.each([0, -1, Number.NaN, Infinity])('refuses a width of %p deviations', (deviations) => {
    expect(() => bollinger({ span: 20, deviations, of: price })).toThrow(
      `bollinger: deviations must be a number > 0, was ${deviations}`,
    );
  });
});

recomputedLaw('bollinger', {
  make: () => bollinger({ span: 5, deviations: 2, of: price }),
  anew: (prices) =>
    windowsOf(prices, 5).map((window) => {
      const [middle, half] = [averageOf(window), 2 * Math.sqrt(jointOf(window, window))];
      return { middle, upper: middle + half, lower: middle - half };
    }),
  tapes: numberTapes,
  reach: 5,
});

describeWithShared('bollinger of published prices', (data) => {
  it.each([
    { line: 'mid', part: 'middle' },
    { line: 'top', part: 'upper' },
    { line: 'bot', part: 'lower' },
  ] as const)("equals backtrader's $line", ({ line, part }) => {
    const indicator = backtraderIndicator(data, 'bbands');
    const bands = streamed(bollinger({ span: 20, deviations: 2, of: price }), indicator.closes);
    expectLine(
      bands.map((band) => band[part]),
      indicator,
      line,
    );
  });
});

operatorContract(
  'bollinger',
  () => bollinger({ span: 3, deviations: 2, of: price }),
  [10, 20, 20, 40, 35, 30],
);
