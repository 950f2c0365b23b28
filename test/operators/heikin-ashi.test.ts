import { describe, expect, it } from '@jest/globals';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { heikinAshi } from '../../operators/heikin-ashi.js';
import { averageOf } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { barTapes, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

const SAMPLES = [
  bar({ high: 12, low: 10, close: 11 }),
  bar({ high: 15, low: 13, close: 14 }),
  bar({ high: 14, low: 13, close: 13 }),
  bar({ high: 14, low: 9, close: 10 }),
  bar({ high: 11, low: 10, close: 11 }),
  bar({ high: 13, low: 11, close: 12 }),
  bar({ high: 16, low: 12, close: 15 }),
];

describe('heikinAshi', () => {
  it(
    'begins in the middle of the first bar',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-|', {
        a: bar({ open: 10, high: 14, low: 8, close: 12 }),
        b: bar({ open: 12, high: 16, low: 10, close: 14 }),
      });
      const listening = '      ^----!';
      const expected = '       -y-z-|';
      m.expectObservable(bar$.pipe(heikinAshi())).toBe(expected, {
        y: { open: 11, high: 14, low: 8, close: 11 },
        z: { open: 11, high: 16, low: 10, close: 13 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'begins at the first open where told to',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-|', {
        a: bar({ open: 10, high: 14, low: 8, close: 12 }),
        b: bar({ open: 12, high: 16, low: 10, close: 14 }),
      });
      const listening = '      ^----!';
      const expected = '       -y-z-|';
      m.expectObservable(bar$.pipe(heikinAshi({ seed: 'open' }))).toBe(expected, {
        y: { open: 10, high: 14, low: 8, close: 11 },
        z: { open: 10.5, high: 16, low: 10, close: 13 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'reaches over its own open and close',
    marbles((m) => {
      const bar$ = m.cold('  -a-b-c-|', {
        a: bar({ open: 10, high: 10, low: 10, close: 10 }),
        b: bar({ open: 20, high: 20, low: 20, close: 20 }),
        c: bar({ open: 1, high: 2, low: 1, close: 2 }),
      });
      const listening = '      ^------!';
      const expected = '       -x-y-z-|';
      m.expectObservable(bar$.pipe(heikinAshi())).toBe(expected, {
        x: { open: 10, high: 10, low: 10, close: 10 },
        y: { open: 10, high: 20, low: 10, close: 20 },
        z: { open: 15, high: 15, low: 1, close: 1.5 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const bar$ = m.cold('  -a-a-a-a-|', { a: bar({ open: 4, high: 4, low: 4, close: 4 }) });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(bar$.pipe(heikinAshi()), listening).toBe(expected, {
        x: { open: 4, high: 4, low: 4, close: 4 },
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it('begins at the first open as numpy works it out', () => {
    // numpy 2.4.6: b = (o + h + l + c) / 4; a[0] = o[0], a[i] = (a[i - 1] + b[i - 1]) / 2; a[:4]
    const opens = streamed(heikinAshi({ seed: 'open' }), ORACLE_BARS).map(({ open }) => open);
    [99.15, 99.185, 99.16375, 97.981875].forEach((open, index) => expect(opens[index]).toBeCloseTo(open, 10));
  });
});

recomputedLaw('heikinAshi', {
  make: () => heikinAshi(),
  anew: (bars) => {
    let middle: number | undefined;
    return bars.map(({ open, high, low, close }) => {
      const mean = averageOf([open, high, low, close]);
      const from = middle ?? averageOf([open, close]);
      middle = averageOf([from, mean]);
      return { open: from, high: Math.max(high, from, mean), low: Math.min(low, from, mean), close: mean };
    });
  },
  tapes: barTapes,
  // What came earlier weighs less than a billionth of a billionth.
  reach: 200,
});

operatorContract('heikinAshi', () => heikinAshi(), SAMPLES);
