import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { correlation } from '../../operators/correlation.js';
import { jointOf, windowsOf } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { pairTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

interface Pair {
  readonly x: number;
  readonly y: number;
}
const x = (pair: Pair): number => pair.x;
const y = (pair: Pair): number => pair.y;
const pairOf = ({ close, other }: (typeof ORACLE_BARS)[number]): Pair => ({ x: other, y: close });
const PAIRS = ORACLE_BARS.map(pairOf);
const first = (pair: readonly [number, number]): number => pair[0];
const second = (pair: readonly [number, number]): number => pair[1];
const SAMPLES: readonly Pair[] = [
  { x: 1, y: 2 },
  { x: 3, y: 6 },
  { x: 4, y: 0 },
  { x: 5, y: 8 },
];

describe('correlation', () => {
  it(
    'says how two numbers go along, silent where one of them stands still',
    marbles((m) => {
      const pair$ = m.cold('  -a-b-c-d-e-|', {
        a: { x: 1, y: 2 },
        b: { x: 3, y: 6 },
        c: { x: 4, y: 0 },
        d: { x: 4, y: 8 },
        e: { x: 9, y: 9 },
      });
      const listening = '      ^----------!';
      const expected = '       ---w-x---z-|';
      m.expectObservable(pair$.pipe(correlation({ span: 2, x, y }))).toBe(expected, { w: 1, x: -1, z: 1 });
      m.expectSubscriptions(pair$.subscriptions).toBe(listening);
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
        m
          .cold('-a-b-|', { a: { x: 1, y: 1 }, b: { x: 2, y: 2 } })
          .pipe(correlation({ span: 2, x: reader, y })),
      ).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const pair$ = m.cold('   -a-b-a-b-|', { a: { x: 1, y: 1 }, b: { x: 2, y: 2 } });
      const listening = '      ^----!';
      const expected = '       ---x--';
      m.expectObservable(pair$.pipe(correlation({ span: 2, x, y })), listening).toBe(expected, { x: 1 });
      m.expectSubscriptions(pair$.subscriptions).toBe(listening);
    }),
  );

  it.each([1, -1, 2.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => correlation({ span, x, y })).toThrow(
      `correlation: span must be a whole number >= 2, was ${span}`,
    );
  });

  it('stays between -1 and 1, however two numbers in step are rounded', () => {
    const steps = Array.from({ length: 500 }, (_, place) => ({ x: place * 0.1, y: -place * 0.3 + 7 }));
    const words = streamed(correlation({ span: 7, x, y }), steps);
    expect(Math.min(...words)).toBe(-1);
    expect(Math.max(...words)).toBeLessThan(-1 + 1e-12);
  });

  it('is silent where one stands still, whatever was there before', () => {
    const still = [1e15, 0.1, 0.1, 0.1].map((value, place) => ({ x: value, y: place }));
    expect(streamed(correlation({ span: 3, x, y }), still)).toHaveLength(1);
  });

  it("equals TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.CORREL(c, w, 6); pandas 3.1.1 says the same:
    // pd.Series(c).rolling(6).corr(pd.Series(w))
    const words = streamed(correlation({ span: 6, x, y }), PAIRS);
    expect(words).toHaveLength(35);
    const expected = [0.5654297302392, 0.3952201354569, 0.2079735391753, -0.1042761616597];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('correlation', {
  make: () => correlation({ span: 5, x: first, y: second }),
  anew: (pairs) =>
    windowsOf(pairs, 5).flatMap((window) => {
      const [xs, ys] = [window.map(first), window.map(second)];
      const isStill = [xs, ys].some((values) => values.every((value) => value === values[0]));
      return isStill ? [] : [jointOf(xs, ys) / Math.sqrt(jointOf(xs, xs) * jointOf(ys, ys))];
    }),
  tapes: pairTapes,
  reach: 5,
});

operatorContract('correlation', () => correlation({ span: 2, x, y }), SAMPLES);
