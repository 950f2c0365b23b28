import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { covariance } from '../../operators/covariance.js';
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

describe('covariance', () => {
  it(
    'is the mean product of distances, silent for the first span - 1 inputs',
    marbles((m) => {
      const pair$ = m.cold('  -a-b-c-d-|', {
        a: { x: 1, y: 2 },
        b: { x: 3, y: 6 },
        c: { x: 3, y: 0 },
        d: { x: 1, y: 8 },
      });
      const listening = '      ^--------!';
      const expected = '       ---x-y-z-|';
      m.expectObservable(pair$.pipe(covariance({ span: 2, x, y }))).toBe(expected, { x: 2, y: 0, z: -4 });
      m.expectSubscriptions(pair$.subscriptions).toBe(listening);
    }),
  );

  it(
    'divides by one less where it judges by a sample',
    marbles((m) => {
      const pair$ = m.cold('  -a-b-|', { a: { x: 1, y: 2 }, b: { x: 3, y: 6 } });
      const listening = '      ^----!';
      const expected = '       ---z-|';
      m.expectObservable(pair$.pipe(covariance({ span: 2, x, y, estimate: 'sample' }))).toBe(expected, {
        z: 4,
      });
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
          .pipe(covariance({ span: 1, x: reader, y })),
      ).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const pair$ = m.cold('  -a-a-a-a-|', { a: { x: 1, y: 1 } });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(pair$.pipe(covariance({ span: 1, x, y })), listening).toBe(expected, { x: 0 });
      m.expectSubscriptions(pair$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => covariance({ span, x, y })).toThrow(
      `covariance: span must be a whole number >= 1, was ${span}`,
    );
  });

  it('refuses to judge by a sample of one', () => {
    expect(() => covariance({ span: 1, x, y, estimate: 'sample' })).toThrow(
      'covariance: span must be a whole number >= 2, was 1',
    );
  });

  it("equals pandas' of a population", () => {
    // pandas 3.1.1: pd.Series(c).rolling(6).cov(pd.Series(w), ddof=0)
    const words = streamed(covariance({ span: 6, x, y }), PAIRS);
    expect(words).toHaveLength(35);
    const expected = [0.1922333333333, 0.08323333333333, 0.03711944444444, -0.01638888888889];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("equals pandas' of a sample", () => {
    // pandas 3.1.1: pd.Series(c).rolling(6).cov(pd.Series(w))
    const words = streamed(covariance({ span: 6, x, y, estimate: 'sample' }), PAIRS);
    expect(words).toHaveLength(35);
    const expected = [0.23068, 0.09988, 0.04454333333333, -0.01966666666667];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('covariance', {
  make: () => covariance({ span: 5, x: first, y: second }),
  anew: (pairs) => windowsOf(pairs, 5).map((window) => jointOf(window.map(first), window.map(second))),
  tapes: pairTapes,
  reach: 5,
});

operatorContract('covariance', () => covariance({ span: 2, x, y }), SAMPLES);
