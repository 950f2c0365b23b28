import { describe, expect, it } from '@jest/globals';
import { bar, type Marbles, marbles, pipelineContext } from 'millrace/testing';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import { rsiReversion } from '../../pipelines/rsi-reversion.js';

type Params = z.input<typeof rsiReversion.params>;

/** Closes by their names in the marbles: 0 to 9 are SPY from 100 to 190, a to j the same of AAPL. */
const closes = Object.fromEntries(
  Array.from('0123456789abcdefghij', (name, index) => [
    name,
    bar({ symbol: index < 10 ? 'SPY' : 'AAPL', close: 100 + 10 * (index % 10) }),
  ]),
);

/** The rsi of one move is 100 after a rise, 0 after a fall and 50 where the close stands still. */
const intents = (m: Marbles, bars: string, params: Partial<Params> = {}) =>
  rsiReversion.flow(
    { bar$: m.cold(bars, closes) },
    pipelineContext(rsiReversion, {
      params: { symbols: ['SPY', 'AAPL'], span: 1, trend: 3, ...params },
      clock: m.clock,
    }),
  );

/** What is wished, the reason aside. */
const wishes = (...of: Parameters<typeof intents>): Observable<unknown> =>
  intents(...of).pipe(
    map((intent) => (intent.kind === 'target' ? [intent.symbol, intent.weight] : intent.kind)),
  );

const both = { direction: 'long-short' } as const;
const [long, flat, short] = [0.95, 0, -0.95].map((weight) => ['SPY', weight]);

describe('rsiReversion', () => {
  it(
    'buys a fall that stays above the average, and sells at the next rise',
    marbles((m) => {
      const bars = '    -0-3-2-3-';
      const expected = '-----l-f-'; // 120 is above the average of 116.7
      m.expectObservable(wishes(m, bars)).toBe(expected, { l: long, f: flat });
    }),
  );

  it(
    'leaves a fall alone that goes below the average, or onto it',
    marbles((m) => {
      const below = '   -0-3-1-3-';
      const onto = '    -1-5-3-4-';
      const expected = '---------';
      m.expectObservable(wishes(m, below)).toBe(expected);
      m.expectObservable(wishes(m, onto)).toBe(expected);
    }),
  );

  it(
    'waits for the recovery wherever the close goes meanwhile',
    marbles((m) => {
      const bars = '    -0-6-5-3-3-1-2-';
      const expected = '-----l-------f-';
      m.expectObservable(wishes(m, bars)).toBe(expected, { l: long, f: flat });
    }),
  );

  it(
    'buys again at the next fall',
    marbles((m) => {
      const bars = '    -0-3-2-5-4-6-';
      const expected = '-----l-f-l-f-';
      m.expectObservable(wishes(m, bars)).toBe(expected, { l: long, f: flat });
    }),
  );

  it(
    'sells short a rise that stays below the average, where it may',
    marbles((m) => {
      const bars = '    -9-5-6-5-';
      const expected = '-----s-f-';
      m.expectObservable(wishes(m, bars, both)).toBe(expected, { s: short, f: flat });
      m.expectObservable(wishes(m, bars)).toBe('---------');
    }),
  );

  it(
    'turns where one bar ends a trade and asks for the other side',
    marbles((m) => {
      const bars = '    -0-6-5-0-1-';
      const expected = '-----l---s-'; // 110 rises below the average of 120
      m.expectObservable(wishes(m, bars, both)).toBe(expected, { l: long, s: short });
      m.expectObservable(wishes(m, bars)).toBe('-----l---f-', { l: long, f: flat });
    }),
  );

  it(
    'gets in below its level, not on it',
    marbles((m) => {
      const bars = '    -0-0-8-8-5-';
      const expected = '---------l-'; // Wilder's means: gains 40, 20, 10, losses 0, 0, 15, an rsi of 40
      m.expectObservable(wishes(m, bars, { span: 2, trend: 5, entry: 41 })).toBe(expected, { l: long });
      m.expectObservable(wishes(m, bars, { span: 2, trend: 5, entry: 40 })).toBe('-----------');
    }),
  );

  it(
    'gets out above its level, not on it',
    marbles((m) => {
      const bars = '    -0-3-2-2-3-';
      const onto = '    -----l---f-'; // a close that stands still is an rsi of 50
      const over = '    -----l-f---';
      m.expectObservable(wishes(m, bars, { exit: 50 })).toBe(onto, { l: long, f: flat });
      m.expectObservable(wishes(m, bars, { exit: 49 })).toBe(over, { l: long, f: flat });
    }),
  );

  it(
    'keeps each symbol apart and wishes the weight it is told',
    marbles((m) => {
      const bars = '    -0-a-3-d-2-(cd)-3-';
      const expected = '---------l-(LF)-f-';
      m.expectObservable(wishes(m, bars, { weight: 0.4 })).toBe(expected, {
        l: ['SPY', 0.4],
        L: ['AAPL', 0.4],
        F: ['AAPL', 0],
        f: ['SPY', 0],
      });
    }),
  );

  it(
    'gives the numbers it compared as its reason',
    marbles((m) => {
      const bars = '    -0-3-2-3-';
      const expected = '-----l-f-';
      const reason$ = intents(m, bars).pipe(map(({ because }) => because));
      m.expectObservable(reason$).toBe(expected, {
        l: 'rsi 1 at 0.0; close 120.0000, average of 3 116.6667',
        f: 'rsi 1 is back at 100.0',
      });
    }),
  );

  it('asks for as many bars before trading as its longer reading needs', () => {
    const params = rsiReversion.params.parse({ symbols: ['SPY'] });
    expect(params).toEqual({
      symbols: ['SPY'],
      every: '1d',
      span: 2,
      trend: 200,
      entry: 10,
      exit: 65,
      direction: 'long',
      weight: 0.95,
    });
    expect(rsiReversion.warmup?.(params)).toEqual({ bars: 199 });
    expect(rsiReversion.warmup?.({ ...params, span: 300 })).toEqual({ bars: 300 });
    expect(rsiReversion.feeds(params).bar$).toMatchObject({ feed: 'bars', symbols: ['SPY'], every: '1d' });
  });

  it.each([
    { wrong: { symbols: [] }, reason: /symbols/ },
    { wrong: { symbols: ['SPY'], entry: 40, exit: 40 }, reason: /must be smaller than exit/ },
    { wrong: { symbols: ['SPY'], entry: 50 }, reason: /entry/ },
    { wrong: { symbols: ['SPY'], exit: 100 }, reason: /exit/ },
    { wrong: { symbols: ['SPY'], weight: 0 }, reason: /weight/ },
    { wrong: { symbols: ['SPY'], span: 2.5 }, reason: /span/ },
  ])('refuses $wrong', ({ wrong, reason }) => {
    expect(() => rsiReversion.params.parse(wrong)).toThrow(reason);
  });
});
