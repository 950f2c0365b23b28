import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { exponentialMean } from '../../operators/exponential-mean.js';
import { smoothedBy } from './by-hand.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;

describe('exponentialMean', () => {
  it(
    'begins at the mean of the first span inputs',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 20, c: 30, d: 60 });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      const mean$ = price$.pipe(exponentialMean({ span: 3, pull: 0.25, seed: 'mean', of: price }));
      m.expectObservable(mean$).toBe(expected, { y: 20, z: 30 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'begins at the first input where told to, and is silent as long',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 20, c: 30, d: 40 });
      const expected = '       -----y-z-|';
      const mean$ = price$.pipe(exponentialMean({ span: 3, pull: 0.5, seed: 'first', of: price }));
      m.expectObservable(mean$).toBe(expected, { y: 22.5, z: 31.25 });
    }),
  );

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no price');
      const reader = (): number => {
        throw broken;
      };
      const mean = exponentialMean({ span: 1, pull: 0.5, seed: 'mean', of: reader });
      m.expectObservable(m.cold('-a-|').pipe(mean)).toBe('-#', {}, broken);
    }),
  );

  it('stays exactly where all inputs are', () => {
    const still = exponentialMean({ span: 2, pull: 0.3, seed: 'mean', of: price });
    expect(new Set(streamed(still, new Array<number>(1000).fill(0.1)))).toEqual(new Set([0.1]));
  });
});

recomputedLaw('exponentialMean', {
  make: () => exponentialMean({ span: 4, pull: 0.3, seed: 'mean', of: price }),
  anew: (prices) => smoothedBy(0.3, prices, 4),
  tapes: numberTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 400,
});

recomputedLaw('exponentialMean from the first input', {
  make: () => exponentialMean({ span: 1, pull: 0.3, seed: 'first', of: price }),
  anew: (prices) => smoothedBy(0.3, prices, 1),
  tapes: numberTapes,
  reach: 400,
});

operatorContract(
  'exponentialMean',
  () => exponentialMean({ span: 3, pull: 0.5, seed: 'mean', of: price }),
  [10, 20, 20, 40, 35, 30],
);
