import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { slope } from '../../operators/slope.js';
import { jointOf, sumOf, windowsOf } from './by-hand.js';
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

describe('slope', () => {
  it(
    'says how far y moves when x moves by one, silent where x stands still',
    marbles((m) => {
      const pair$ = m.cold('  -a-b-c-d-|', {
        a: { x: 1, y: 2 },
        b: { x: 3, y: 6 },
        c: { x: 4, y: 5 },
        d: { x: 4, y: 8 },
      });
      const listening = '      ^--------!';
      const expected = '       ---x-y---|';
      m.expectObservable(pair$.pipe(slope({ span: 2, x, y }))).toBe(expected, { x: 2, y: -1 });
      m.expectSubscriptions(pair$.subscriptions).toBe(listening);
    }),
  );

  it(
    'counts the inputs where no x is read',
    marbles((m) => {
      const pair$ = m.cold('  -a-b-c-|', { a: { x: 1, y: 2 }, b: { x: 3, y: 6 }, c: { x: 4, y: 5 } });
      const listening = '      ^------!';
      const expected = '       ---y-z-|';
      m.expectObservable(pair$.pipe(slope({ span: 2, y }))).toBe(expected, { y: 4, z: -1 });
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
        m.cold('-a-b-|', { a: { x: 1, y: 1 }, b: { x: 2, y: 2 } }).pipe(slope({ span: 2, x, y: reader })),
      ).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const pair$ = m.cold('  -a-a-a-a-|', { a: { x: 1, y: 1 } });
      const listening = '      ^----!';
      const expected = '       ---x--';
      m.expectObservable(pair$.pipe(slope({ span: 2, y })), listening).toBe(expected, { x: 0 });
      m.expectSubscriptions(pair$.subscriptions).toBe(listening);
    }),
  );

  it.each([1, -1, 2.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => slope({ span, y })).toThrow(`slope: span must be a whole number >= 2, was ${span}`);
  });

  it('is exactly 0 where y stands still, whatever was there before', () => {
    expect(streamed(slope({ span: 3, y: (value: number) => value }), [1e15, 0.1, 0.1, 0.1]).at(-1)).toBe(0);
  });

  it("equals numpy's line through two prices", () => {
    // numpy 2.4.6, for each i: np.polyfit(w[i - 5:i + 1], c[i - 5:i + 1], 1)[0]
    const words = streamed(slope({ span: 6, x, y }), PAIRS);
    expect(words).toHaveLength(35);
    const expected = [0.9916744286021, 0.5341176470588, 0.2653020707181, -0.1970871191876];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("equals TA-Lib's over time", () => {
    // TA-Lib 0.8.2: talib.LINEARREG_SLOPE(c, 6)
    const words = streamed(slope({ span: 6, y }), PAIRS);
    expect(words).toHaveLength(35);
    const expected = [0.28, -0.05742857142853, -0.162, 0.1234285714286];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('slope', {
  make: () => slope({ span: 5, x: first, y: second }),
  anew: (pairs) =>
    windowsOf(pairs, 5).flatMap((window) => {
      const [xs, ys] = [window.map(first), window.map(second)];
      return xs.every((value) => value === xs[0]) ? [] : [jointOf(xs, ys) / jointOf(xs, xs)];
    }),
  tapes: pairTapes,
  reach: 5,
});

recomputedLaw('slope over time', {
  make: () => slope({ span: 5, y: first }),
  // The places -2 to 2 have squares of 10 together.
  anew: (pairs) =>
    windowsOf(pairs, 5).map((window) => sumOf(window.map((pair, place) => (place - 2) * first(pair))) / 10),
  tapes: pairTapes,
  reach: 5,
  // An outlier in the middle of the window weighs nothing in the sum above, yet its size costs the rest
  // digits.
  smallest: 100,
});

operatorContract('slope', () => slope({ span: 2, x, y }), SAMPLES);
operatorContract('slope over time', () => slope({ span: 2, y }), SAMPLES);
