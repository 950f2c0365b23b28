import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { rsi } from '../../operators/rsi.js';
import { besides, smoothedBy, sumOf, windowsOf } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const close = (bar: { readonly close: number }): number => bar.close;

const movesOf = (prices: readonly number[]): readonly number[] =>
  prices.slice(1).map((now, index) => now - (prices[index] ?? Number.NaN));

const smoothedMoves = (prices: readonly number[]): readonly [readonly number[], readonly number[]] => {
  const moves = movesOf(prices);
  const part = (sign: number) =>
    smoothedBy(
      1 / 5,
      moves.map((move) => Math.max(sign * move, 0)),
      5,
    );
  return [part(1), part(-1)];
};

const shares = (ups: readonly number[], downs: readonly number[]): readonly number[] =>
  besides(ups, downs).map(([up, down]) => (up + down === 0 ? 50 : 100 - 100 / (1 + up / down)));

describe('rsi', () => {
  it(
    'is the share of gains, silent for the first span inputs',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 11, c: 10, d: 13 });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(price$.pipe(rsi({ span: 2, of: price }))).toBe(expected, { y: 50, z: 87.5 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'takes plain means of the last moves where told to',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 11, c: 10, d: 13 });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(price$.pipe(rsi({ span: 2, of: price, average: 'simple' }))).toBe(expected, {
        y: 50,
        z: 75,
      });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'is 50 where nothing moves, 100 where all rises, 0 where all falls',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 5, b: 5, c: 6, d: 2 });
      const listening = '      ^--------!';
      const expected = '       ---x-y-z-|';
      m.expectObservable(price$.pipe(rsi({ span: 1, of: price }))).toBe(expected, { x: 50, y: 100, z: 0 });
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
      m.expectObservable(m.cold('-a-b-|').pipe(rsi({ span: 1, of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^----!';
      const expected = '       ---x--';
      m.expectObservable(price$.pipe(rsi({ span: 1, of: price })), listening).toBe(expected, { x: 50 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => rsi({ span, of: price })).toThrow(`rsi: span must be a whole number >= 1, was ${span}`);
  });

  it("equals TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.RSI(c, 6)
    const words = streamed(rsi({ span: 6, of: close }), ORACLE_BARS);
    expect(words).toHaveLength(34);
    const expected = [58.06117622075, 52.21259912117, 57.86181999715, 66.13185374452];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("equals Cutler's by pandas", () => {
    // pandas 3.1.1, d = pd.Series(c).diff():
    // 100 * d.clip(lower=0).rolling(6).sum() / d.abs().rolling(6).sum()
    const words = streamed(rsi({ span: 6, of: close, average: 'simple' }), ORACLE_BARS);
    expect(words).toHaveLength(34);
    const expected = [74.07407407407, 58.78003696858, 55.57768924303, 52.65392781316];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it('forgets an outlier that has left its window of simple moves', () => {
    const words = streamed(rsi({ span: 2, of: price, average: 'simple' }), [1, 1e15, 1, 1, 1.1, 1]);
    expect(words.at(-1)).toBeCloseTo(50, 10);
  });
});

recomputedLaw('rsi', {
  make: () => rsi({ span: 5, of: price }),
  anew: (prices) => shares(...smoothedMoves(prices)),
  tapes: numberTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 400,
});

recomputedLaw('rsi of simple means', {
  make: () => rsi({ span: 5, of: price, average: 'simple' }),
  anew: (prices) => {
    const windows = windowsOf(movesOf(prices), 5);
    const ups = windows.map((moves) => sumOf(moves.filter((move) => move > 0)));
    return shares(
      ups,
      windows.map((moves, index) => (ups[index] ?? 0) - sumOf(moves)),
    );
  },
  tapes: numberTapes,
  reach: 6,
});

operatorContract('rsi', () => rsi({ span: 3, of: price }), [10, 20, 20, 40, 35, 30]);
operatorContract(
  'rsi of simple means',
  () => rsi({ span: 3, of: price, average: 'simple' }),
  [10, 20, 20, 40, 35, 30],
);
