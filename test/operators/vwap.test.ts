import { describe, expect, it } from '@jest/globals';
import type { Bar } from 'millrace';
import { bar, marbles, operatorContract } from 'millrace/testing';
import { vwap } from '../../operators/vwap.js';
import { sumOf, windowsOf } from './by-hand.js';
import { ORACLE_BARS } from './oracle-bars.js';
import { barTapes, type LawBar, recomputedLaw } from './recomputed-law.js';
import { streamed } from './streamed.js';

interface Row {
  readonly close: number;
  readonly volume: number | null;
}
const close = (row: Row): number => row.close;
const volume = (row: Row): number | null => row.volume;
const typical = (row: LawBar): number => (row.high + row.low + row.close) / 3;
const day = (row: Bar): string => row.sessionDate;
const a = bar({ close: 10, volume: 1, sessionDate: '2024-01-02' });
const b = bar({ close: 20, volume: 3, sessionDate: '2024-01-02' });
const c = bar({ close: 30, volume: 1, sessionDate: '2024-01-03' });
const SAMPLES = [a, b, c, bar({ close: 10, volume: 2, sessionDate: '2024-01-03' })];

describe('vwap', () => {
  it(
    'is the mean price of the units of the last inputs',
    marbles((m) => {
      const bar$ = m.cold('    -a-b-c-|', { a, b, c });
      const listening = '      ^------!';
      const expected = '       ---y-z-|';
      const vwap$ = bar$.pipe(vwap({ price: close, volume, over: 2 }));
      m.expectObservable(vwap$).toBe(expected, { y: 17.5, z: 22.5 });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it(
    'begins anew when what it reads changes',
    marbles((m) => {
      const bar$ = m.cold('    -a-b-c-|', { a, b, c });
      const expected = '       -x-y-z-|';
      const vwap$ = bar$.pipe(vwap({ price: close, volume, over: day }));
      m.expectObservable(vwap$).toBe(expected, { x: 10, y: 17.5, z: 30 });
    }),
  );

  it(
    'is silent while no unit was traded, and such a price leaves no trace',
    marbles((m) => {
      const idle = bar({ close: 1e15, volume: 0, sessionDate: '2024-01-02' });
      const bar$ = m.cold('    -i-a-i-b-|', { i: idle, a, b });
      const expected = '       ---x-x-y-|';
      const vwap$ = bar$.pipe(vwap({ price: close, volume, over: day }));
      m.expectObservable(vwap$).toBe(expected, { x: 10, y: 17.5 });
      const other$ = m.cold('  -i-i-a-i-|', { i: idle, a });
      const rolling = '        -----x-x-|';
      m.expectObservable(other$.pipe(vwap({ price: close, volume, over: 2 }))).toBe(rolling, { x: 10 });
    }),
  );

  it(
    'fails on a volume that nobody told',
    marbles((m) => {
      const unknown = new RangeError('vwap: an input has no volume');
      const bar$ = m.cold('-a-|', { a: bar({ volume: null }) });
      m.expectObservable(bar$.pipe(vwap({ price: close, volume, over: 1 }))).toBe('-#', {}, unknown);
    }),
  );

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no price');
      const reader = (): number => {
        throw broken;
      };
      m.expectObservable(m.cold('-a-b-|').pipe(vwap({ price: reader, volume: () => 1, over: 1 }))).toBe(
        '-#',
        {},
        broken,
      );
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const bar$ = m.cold('  -a-a-a-a-|', { a });
      const listening = '      ^----!';
      const expected = '       -x-x--';
      m.expectObservable(bar$.pipe(vwap({ price: close, volume, over: 1 })), listening).toBe(expected, {
        x: 10,
      });
      m.expectSubscriptions(bar$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a stretch of %p while the pipeline is built', (over) => {
    expect(() => vwap({ price: close, volume, over })).toThrow(
      `vwap: over must be a whole number >= 1, was ${over}`,
    );
  });

  it("equals pandas' over some bars", () => {
    // pandas 3.1.1, t = pd.Series((h + l + c) / 3), v = pd.Series(v):
    // (t * v).rolling(6).sum() / v.rolling(6).sum()
    const words = streamed(vwap({ price: typical, volume, over: 6 }), ORACLE_BARS);
    expect(words).toHaveLength(35);
    const expected = [101.5513600629, 101.7905877414, 101.7915727124, 101.7324688773];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });

  it("equals pandas' from the beginning", () => {
    // pandas 3.1.1: (t * v).cumsum() / v.cumsum()
    const words = streamed(vwap({ price: typical, volume, over: () => 'one session' }), ORACLE_BARS);
    expect(words).toHaveLength(40);
    const expected = [99.34291473677, 99.43243244911, 99.52074801281, 99.56640535485];
    words.slice(-4).forEach((word, index) => expect(word).toBeCloseTo(expected[index] ?? Number.NaN, 9));
  });
});

recomputedLaw('vwap', {
  make: () => vwap({ price: close, volume, over: 5 }),
  anew: (bars) =>
    windowsOf(bars, 5).flatMap((window) => {
      const units = sumOf(window.map((row) => row.volume));
      return units === 0 ? [] : [sumOf(window.map((row) => row.close * row.volume)) / units];
    }),
  tapes: barTapes,
  reach: 5,
});

recomputedLaw('vwap of a session', {
  make: () => vwap({ price: close, volume, over: () => 'one session' }),
  anew: (bars) => {
    let [money, units] = [0, 0];
    return bars.flatMap((row) => {
      money += row.close * row.volume;
      units += row.volume;
      return units === 0 ? [] : [money / units];
    });
  },
  tapes: barTapes,
});

operatorContract('vwap', () => vwap({ price: close, volume, over: 2 }), SAMPLES);
operatorContract('vwap of a session', () => vwap({ price: close, volume, over: day }), SAMPLES);
