import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { realizedVolatility } from '../../operators/realized-volatility.js';
import { averageOf, windowsOf } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

describe('realizedVolatility', () => {
  it(
    'is the root of the mean square of the moves, in a year',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-|', { a: 1, b: Math.E, c: 1 });
      const listening = '      ^------!';
      const expected = '       -----z-|';
      const volatility$ = price$.pipe(realizedVolatility({ span: 2, periodsPerYear: 4, of: price }));
      m.expectObservable(volatility$).toBe(expected, { z: 2 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it('is nothing around the mean of a price that climbs evenly', () => {
    const climbing = [1, 2, 4, 8];
    const around = (which: 'zero' | 'mean') =>
      streamed(realizedVolatility({ span: 3, periodsPerYear: 1, of: price, around: which }), climbing)[0];
    expect(around('mean')).toBeCloseTo(0, 12);
    expect(around('zero')).toBeCloseTo(Math.LN2, 12);
  });

  it(
    'fails on a price without a logarithm',
    marbles((m) => {
      const bottomless = new RangeError('realizedVolatility: a price of 0 has no logarithm');
      const volatility = realizedVolatility({ span: 1, periodsPerYear: 1, of: price });
      m.expectObservable(m.cold('-a-b-|', { a: 1, b: 0 }).pipe(volatility)).toBe('---#', {}, bottomless);
    }),
  );

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no price');
      const reader = (): number => {
        throw broken;
      };
      m.expectObservable(
        m.cold('-a-b-|').pipe(realizedVolatility({ span: 1, periodsPerYear: 1, of: reader })),
      ).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^----!';
      const expected = '       ---x--';
      m.expectObservable(
        price$.pipe(realizedVolatility({ span: 1, periodsPerYear: 1, of: price })),
        listening,
      ).toBe(expected, { x: 0 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => realizedVolatility({ span, periodsPerYear: 252, of: price })).toThrow(
      `realizedVolatility: span must be a whole number >= 1, was ${span}`,
    );
  });

  it.each([0, -1, Number.NaN, Infinity])(
    'refuses periodsPerYear of %p while the pipeline is built',
    (periodsPerYear) => {
      expect(() => realizedVolatility({ span: 2, periodsPerYear, of: price })).toThrow(
        `realizedVolatility: periodsPerYear must be a number > 0, was ${periodsPerYear}`,
      );
    },
  );

  it('refuses a mean of one move', () => {
    expect(() => realizedVolatility({ span: 1, periodsPerYear: 1, of: price, around: 'mean' })).toThrow(
      'realizedVolatility: span must be a whole number >= 2, was 1',
    );
  });

  it("equals pandas' around zero", () => {
    // pandas 3.1.1, r = np.log(pd.Series(c)).diff(): np.sqrt((r ** 2).rolling(6).mean() * 252)
    const words = streamed(realizedVolatility({ span: 6, periodsPerYear: 252, of: close }), ORACLE_BARS);
    expect(words).toHaveLength(34);
    const expected = [0.1778919064534, 0.1473222839217, 0.1381143876916, 0.1265371700891];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 12));
  });

  it("equals pandas' around the mean", () => {
    // pandas 3.1.1, r = np.log(pd.Series(c)).diff(): r.rolling(6).std() * np.sqrt(252)
    const words = streamed(
      realizedVolatility({ span: 6, periodsPerYear: 252, of: close, around: 'mean' }),
      ORACLE_BARS,
    );
    expect(words).toHaveLength(34);
    const expected = [0.1726400504195, 0.1590449867429, 0.1504474954336, 0.1384344924179];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 12));
  });
});

recomputedLaw('realizedVolatility', {
  make: () => realizedVolatility({ span: 5, periodsPerYear: 252, of: price }),
  anew: (prices) => {
    const squares = windowsOf(prices, 2).map(([before = 0, now = 0]) => Math.log(now / before) ** 2);
    return windowsOf(squares, 5).map((window) => Math.sqrt(averageOf(window) * 252));
  },
  tapes: numberTapes,
  reach: 6,
});

operatorContract(
  'realizedVolatility',
  () => realizedVolatility({ span: 2, periodsPerYear: 252, of: price }),
  [10, 20, 20, 40, 35, 30],
);
