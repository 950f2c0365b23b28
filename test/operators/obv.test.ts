import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { obv } from '../../operators/obv.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { barTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

describe('obv', () => {
  it(
    'adds what rose and takes what fell, from the first bar on',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-d-|', {
        a: bar({ close: 10, volume: 5 }),
        b: bar({ close: 11, volume: 3 }),
        c: bar({ close: 11, volume: 7 }),
        d: bar({ close: 9, volume: 4 }),
      });
      const listening = '      ^--------!';
      const expected = '       -w-x-y-z-|';
      m.expectObservable(bar$.pipe(obv())).toBe(expected, { w: 5, x: 8, y: 8, z: 4 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'fails on a bar whose volume nobody told',
    marbles((m) => {
      const unknown = new RangeError('obv: a bar has no volume');
      const bar$ = m.cold('-a-b-|', { a: bar({ volume: 5 }), b: bar({ volume: null }) });
      m.expectObservable(bar$.pipe(obv())).toBe('-x-#', { x: 5 }, unknown);
    }),
  );

  it(
    'stays where nothing is traded',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-|', { a: bar({ close: 10, volume: 0 }), b: bar({ close: 11, volume: 0 }) });
      const listening = '      ^----!';
      const expected = '       -y-z-|';
      m.expectObservable(bar$.pipe(obv())).toBe(expected, { y: 0, z: 0 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const bar$ = m.cold('  -a-a-a-a-|', { a: bar({ close: 10, volume: 5 }) });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(bar$.pipe(obv()), listening).toBe(expected, { x: 5 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it("equals TA-Lib's", () => {
    // TA-Lib 0.8.2: talib.OBV(c, v)
    const words = streamed(obv(), ORACLE_BARS);
    expect(words).toHaveLength(40);
    const expected = [40300.0, -47800.0, 17000.0, 41800.0];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it('piles up no rounding of parts of a unit', () => {
    // A plain sum of a hundred thousand tenths is 10000.000000018848.
    const steps = Array.from({ length: 100_000 }, (_, place) => ({ close: place, volume: 0.1 }));
    expect(streamed(obv(), steps).at(-1)).toBeCloseTo(10_000, 11);
  });
});

recomputedLaw('obv', {
  make: () => obv(),
  // Whole volumes add up exactly, in whatever order.
  anew: (bars) => {
    let sum = 0;
    return bars.map(({ close, volume }, index) => {
      const before = bars[index - 1]?.close ?? -Infinity;
      sum += close > before ? volume : close < before ? -volume : 0;
      return sum;
    });
  },
  tapes: barTapes,
});

operatorContract('obv', () => obv(), [
  bar({ close: 10, volume: 5 }),
  bar({ close: 11, volume: 3 }),
  bar({ close: 11, volume: 7 }),
  bar({ close: 9, volume: 4 }),
]);
