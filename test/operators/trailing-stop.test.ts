import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { trailingStop } from '../../operators/trailing-stop.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { numberTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const price = (value: number): number => value;
const three = (): number => 3;

describe('trailingStop', () => {
  it(
    'follows a long trade up, never down',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 14, c: 12, d: 15 });
      const listening = '      ^--------!';
      const expected = '       -w-x-y-z-|';
      m.expectObservable(price$.pipe(trailingStop({ side: 'long', of: price, distance: three }))).toBe(
        expected,
        { w: 7, x: 11, y: 11, z: 12 },
      );
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'follows a short trade down, never up',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 6, c: 8, d: 5 });
      const listening = '      ^--------!';
      const expected = '       -w-x-y-z-|';
      m.expectObservable(price$.pipe(trailingStop({ side: 'short', of: price, distance: three }))).toBe(
        expected,
        { w: 13, x: 9, y: 9, z: 8 },
      );
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'comes closer with a smaller distance, and stays with a wider one',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-|', { a: 12, b: 10, c: 13 });
      const listening = '      ^------!';
      const expected = '       -x-y-z-|';
      m.expectObservable(
        price$.pipe(trailingStop({ side: 'long', of: price, distance: (value) => (value === 10 ? 1 : 5) })),
      ).toBe(expected, { x: 7, y: 9, z: 9 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'starts anew with another trade',
    marbles((m) => {
      const row$ = m.cold('    -a-b-c-|', { a: { p: 20, t: 1 }, b: { p: 15, t: 1 }, c: { p: 15, t: 2 } });
      const expected = '       -x-x-y-|';
      const level = trailingStop({
        side: 'long',
        of: ({ p }: { p: number; t: number }) => p,
        distance: three,
        since: ({ t }) => t,
      });
      m.expectObservable(row$.pipe(level)).toBe(expected, { x: 17, y: 12 });
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
        m.cold('-a-b-|').pipe(trailingStop({ side: 'long', of: reader, distance: three })),
      ).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 10 });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(
        price$.pipe(trailingStop({ side: 'long', of: price, distance: three })),
        listening,
      ).toBe(expected, { x: 7 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it("equals pandas' highest level", () => {
    // pandas 3.1.1: pd.Series(h - 2.5).cummax()
    const words = streamed(
      trailingStop({ side: 'long', of: ({ high }) => high, distance: () => 2.5 }),
      ORACLE_BARS,
    );
    expect(words).toHaveLength(40);
    const expected = [100.62, 100.62, 100.62, 100.62];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("equals pandas' lowest level", () => {
    // pandas 3.1.1: pd.Series(l + 2.5).cummin()
    const words = streamed(
      trailingStop({ side: 'short', of: ({ low }) => low, distance: () => 2.5 }),
      ORACLE_BARS,
    );
    expect(words).toHaveLength(40);
    const expected = [98.33, 98.33, 98.33, 98.33];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('trailingStop', {
  make: () => trailingStop({ side: 'long', of: price, distance: (value) => value / 50 }),
  anew: (prices) => {
    let level = -Infinity;
    return prices.map((value) => (level = Math.max(level, value * 0.98)));
  },
  tapes: numberTapes,
});

operatorContract(
  'trailingStop',
  () => trailingStop({ side: 'long', of: price, distance: three }),
  [10, 14, 12, 15],
);
