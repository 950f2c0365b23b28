import { describe, expect, it } from '@jest/globals';
import { bar, type Marbles, marbles, pipelineContext } from 'millrace/testing';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import { donchianTrend } from '../../pipelines/donchian-trend.js';

type Params = z.input<typeof donchianTrend.params>;

/**
 * Bars by the names that the marbles give them: 0 to 9 are SPY with closes from 100 to 190, a to j the same
 * of AAPL, each from 5 below its close to 5 above it. So a bar that moves by 10 has a true range of 15, one
 * that moves by 20 of 25, one that stands still of 10. w is a 2 that has reached up to 140.
 */
const rows = {
  ...Object.fromEntries(
    Array.from('0123456789abcdefghij', (name, index) => {
      const close = 100 + 10 * (index % 10);
      const symbol = index < 10 ? 'SPY' : 'AAPL';
      return [name, bar({ symbol, open: close, close, high: close + 5, low: close - 5 })];
    }),
  ),
  w: bar({ open: 120, close: 120, high: 140, low: 115 }),
};

/** A stop one true range behind the best close. */
const intents = (m: Marbles, bars: string, params: Partial<Params> = {}) =>
  donchianTrend.flow(
    { bar$: m.cold(bars, rows) },
    pipelineContext(donchianTrend, {
      params: { symbols: ['SPY', 'AAPL'], span: 4, rangeSpan: 1, stopRanges: 1, ...params },
      clock: m.clock,
    }),
  );

/** Which side is wished. */
const sides = (...of: Parameters<typeof intents>): Observable<string> =>
  intents(...of).pipe(
    map((intent) => {
      if (intent.kind !== 'target' || intent.weight === null) return intent.kind;
      return `${intent.weight > 0 ? 'long' : intent.weight < 0 ? 'short' : 'no'} ${intent.symbol}`;
    }),
  );

const [long, short, flat] = ['long SPY', 'short SPY', 'no SPY'];

describe('donchianTrend', () => {
  it(
    'buys a close above the channel, and follows it up until a close is below its stop',
    marbles((m) => {
      const bars = '    -2-2-2-2-4-5-4-3-'; // stops at 115, then 135
      const expected = '---------l-----f-';
      m.expectObservable(sides(m, bars)).toBe(expected, { l: long, f: flat });
    }),
  );

  it(
    'sells a close below the channel short, and follows it down until a close is above its stop',
    marbles((m) => {
      const bars = '    -7-7-7-7-5-4-5-6-'; // stops at 175, then 155
      const expected = '---------s-----f-';
      m.expectObservable(sides(m, bars)).toBe(expected, { s: short, f: flat });
      m.expectObservable(sides(m, bars, { direction: 'long' })).toBe('-----------------');
    }),
  );

  it(
    'gets out by a close on its stop, and not by a bar that only reaches it',
    marbles((m) => {
      const bars = '    -2-2-2-2-4-5-5-4-'; // stops at 115, 135, 140; the first 5 reaches down to 145
      const expected = '---------l-----f-';
      const near = '    -2-2-2-2-4-5-4---'; // 140 with a low of 135, which is the stop
      m.expectObservable(sides(m, bars)).toBe(expected, { l: long, f: flat });
      m.expectObservable(sides(m, near)).toBe('---------l-------', { l: long });
    }),
  );

  it(
    'leaves a close on the edge of the channel alone, and counts highs, not closes',
    marbles((m) => {
      const bars = '    -2-2-2-w-4-5-';
      const expected = '-----------l-';
      m.expectObservable(sides(m, bars)).toBe(expected, { l: long });
    }),
  );

  it(
    'says nothing at further highs of the trade',
    marbles((m) => {
      const bars = '    -2-2-2-2-4-6-8-';
      const expected = '---------l-----';
      m.expectObservable(sides(m, bars)).toBe(expected, { l: long });
    }),
  );

  it(
    'gets in again at the next break, with a stop of its own',
    marbles((m) => {
      const bars = '    -2-2-2-2-4-1-6-1-0-'; // stops at 115, then at 105
      const expected = '---------l-f-l---f-';
      m.expectObservable(sides(m, bars, { direction: 'long' })).toBe(expected, { l: long, f: flat });
    }),
  );

  it(
    'turns at a break on the other side, whether the stop is met or far away',
    marbles((m) => {
      const bars = '    -2-2-4-5-4-3-'; // 130 is below the low of 135 of two bars
      const turn = '    -----l-----s-';
      const out = '     -----l-----f-';
      const stay = '    -----l-------';
      const values = { l: long, s: short, f: flat };
      m.expectObservable(sides(m, bars, { span: 2 })).toBe(turn, values);
      m.expectObservable(sides(m, bars, { span: 2, stopRanges: 9 })).toBe(turn, values);
      m.expectObservable(sides(m, bars, { span: 2, direction: 'long' })).toBe(out, values);
      m.expectObservable(sides(m, bars, { span: 2, stopRanges: 9, direction: 'long' })).toBe(stay, values);
    }),
  );

  it(
    'takes so much that the way to the stop costs its risk, and no more than it may',
    marbles((m) => {
      const bars = '    -7-7-7-7-5-4-6-';
      const expected = '---------s---f-';
      const weights = (params: Partial<Params>) =>
        intents(m, bars, params).pipe(
          map((intent) => (intent.kind === 'target' ? Number(intent.weight?.toFixed(9)) : intent.kind)),
        );
      // From 150 to the stop at 175 it is a sixth.
      m.expectObservable(weights({ riskWeight: 0.05 })).toBe(expected, { s: -0.3, f: 0 });
      m.expectObservable(weights({ riskWeight: 0.05, maxWeight: 0.2 })).toBe(expected, { s: -0.2, f: 0 });
    }),
  );

  it(
    'keeps the channel and the trade of each symbol apart',
    marbles((m) => {
      const bars = '    -2-c-2-c-2-c-2-c-4-e-b-5-';
      const expected = '-----------------l-L-F---';
      const values = { l: long, L: 'long AAPL', F: 'no AAPL' };
      m.expectObservable(sides(m, bars, { direction: 'long' })).toBe(expected, values);
    }),
  );

  it(
    'gives the close and what it has met as its reason',
    marbles((m) => {
      const reasons = (bars: string) => intents(m, bars).pipe(map(({ because }) => because));
      m.expectObservable(reasons('-2-2-2-2-4-5-4-3-')).toBe('---------l-----f-', {
        l: 'close 140.0000 is above 125.0000, the high of 4 bars',
        f: 'close 130.0000 is at the trailing stop 135.0000',
      });
      m.expectObservable(reasons('-7-7-7-7-5-')).toBe('---------s-', {
        s: 'close 150.0000 is below 165.0000, the low of 4 bars',
      });
    }),
  );

  it('asks for as many bars before trading as channel and range need', () => {
    const params = donchianTrend.params.parse({ symbols: ['SPY'] });
    expect(params).toEqual({
      symbols: ['SPY'],
      every: '1d',
      span: 55,
      rangeSpan: 20,
      stopRanges: 3,
      riskWeight: 0.01,
      maxWeight: 0.95,
      direction: 'long-short',
    });
    expect(donchianTrend.warmup?.(params)).toEqual({ bars: 55 });
    expect(donchianTrend.warmup?.({ ...params, span: 10 })).toEqual({ bars: 19 });
    expect(donchianTrend.feeds(params).bar$).toMatchObject({ feed: 'bars', symbols: ['SPY'], every: '1d' });
  });

  it.each([
    { wrong: { symbols: [] }, reason: /symbols/ },
    { wrong: { symbols: ['SPY'], stopRanges: 0 }, reason: /stopRanges/ },
    { wrong: { symbols: ['SPY'], riskWeight: 1 }, reason: /riskWeight/ },
    { wrong: { symbols: ['SPY'], direction: 'short' }, reason: /direction/ },
  ])('refuses $wrong', ({ wrong, reason }) => {
    expect(() => donchianTrend.params.parse(wrong)).toThrow(reason);
  });
});
