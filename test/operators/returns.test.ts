import { describe, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { returns } from '../../operators/returns.js';

const price = (value: number): number => value;

describe('returns', () => {
  it(
    'is silent for the first input, then says how far each is from the one before',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-c-|', { a: 100, b: 125, c: 50 });
      const listening = '      ^--------!';
      const expected = '       ---x-y-z-|';
      m.expectObservable(price$.pipe(returns({ of: price }))).toBe(expected, { x: 0.25, y: -0.6, z: 0 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'fails on a move from nothing',
    marbles((m) => {
      const sizeless = new RangeError('returns: a move from 0 to 5 has no size');
      const price$ = m.cold('  -a-b-c-|', { a: 1, b: 0, c: 5 });
      const expected = '       ---x-#';
      m.expectObservable(price$.pipe(returns({ of: price }))).toBe(expected, { x: -1 }, sizeless);
    }),
  );

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no price');
      const reader = (): number => {
        throw broken;
      };
      m.expectObservable(m.cold('-a-|').pipe(returns({ of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-|', { a: 1 });
      const listening = '      ^---!';
      const expected = '       ---x-';
      m.expectObservable(price$.pipe(returns({ of: price })), listening).toBe(expected, { x: 0 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );
});

operatorContract('returns', () => returns({ of: price }), [10, 20, 20, 40, 35, 30]);
