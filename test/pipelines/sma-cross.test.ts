import { describe, expect, it } from '@jest/globals';
import { bar, type Marbles, marbles, pipelineContext } from 'millrace/testing';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import { smaCross } from '../../pipelines/sma-cross.js';

type Params = z.input<typeof smaCross.params>;

/** Closes by the names that the marbles give them: small letters are SPY, capitals AAPL. */
const closes = {
  l: bar({ close: 10 }),
  m: bar({ close: 20 }),
  h: bar({ close: 40 }),
  L: bar({ symbol: 'AAPL', close: 10 }),
  M: bar({ symbol: 'AAPL', close: 20 }),
  H: bar({ symbol: 'AAPL', close: 40 }),
};

/** Averages over 1 and 3 bars can be added up in the head: after m m l h they are 40 and 23.3. */
const intents = (m: Marbles, bars: string, params: Partial<Params> = {}) =>
  smaCross.flow(
    { bar$: m.cold(bars, closes) },
    pipelineContext(smaCross, {
      params: { symbols: ['SPY', 'AAPL'], fast: 1, slow: 3, ...params },
      clock: m.clock,
    }),
  );

/** What is wished, the reason aside. */
const wishes = (...of: Parameters<typeof intents>): Observable<unknown> =>
  intents(...of).pipe(
    map((intent) =>
      intent.kind === 'target' ? [intent.symbol, intent.weight, intent.quantity] : intent.kind,
    ),
  );

describe('smaCross', () => {
  it(
    'holds from a cross up to the next cross down',
    marbles((m) => {
      const bars = '    -m-m-l-h-h-l-h-';
      const expected = '-------u---d-u-';
      m.expectObservable(wishes(m, bars)).toBe(expected, { u: ['SPY', 0.95, null], d: ['SPY', 0, null] });
    }),
  );

  it(
    'turns short at a cross down when it may',
    marbles((m) => {
      const bars = '    -m-m-l-h-h-l-h-';
      const expected = '-------u---d-u-';
      const wish$ = wishes(m, bars, { direction: 'long-short', size: { weight: 0.5 } });
      m.expectObservable(wish$).toBe(expected, { u: ['SPY', 0.5, null], d: ['SPY', -0.5, null] });
    }),
  );

  it(
    'wishes units where the size is told in units',
    marbles((m) => {
      const bars = '    -m-m-l-h-h-l-h-';
      const expected = '-------u---d-u-';
      const wish$ = wishes(m, bars, { direction: 'long-short', size: { quantity: 7 } });
      m.expectObservable(wish$).toBe(expected, { u: ['SPY', null, 7], d: ['SPY', null, -7] });
    }),
  );

  it(
    'keeps the averages of each symbol apart',
    marbles((m) => {
      const bars = '    -m-M-m-M-l-L-(hH)-l-';
      const expected = '-------------(uU)-d-';
      m.expectObservable(wishes(m, bars)).toBe(expected, {
        u: ['SPY', 0.95, null],
        U: ['AAPL', 0.95, null],
        d: ['SPY', 0, null],
      });
    }),
  );

  it(
    'says nothing while the averages only touch',
    marbles((m) => {
      const bars = '    -m-m-m-h-h-h-h-';
      const expected = '---------------';
      m.expectObservable(wishes(m, bars)).toBe(expected);
    }),
  );

  it(
    'gives the two averages as its reason',
    marbles((m) => {
      const bars = '    -m-m-l-h-';
      const expected = '-------r-';
      const because = 'sma 1 at 40.00000 crossed up through sma 3 at 23.33333';
      m.expectObservable(intents(m, bars).pipe(map((intent) => intent.because))).toBe(expected, {
        r: because,
      });
    }),
  );

  it('asks for as many bars before trading as the slow average needs', () => {
    const params = smaCross.params.parse({ symbols: ['SPY'] });
    expect(params).toEqual({
      symbols: ['SPY'],
      every: '1d',
      fast: 10,
      slow: 30,
      direction: 'long',
      size: { weight: 0.95 },
    });
    expect(smaCross.warmup?.(params)).toEqual({ bars: 29 });
    expect(smaCross.feeds(params).bar$).toMatchObject({ feed: 'bars', symbols: ['SPY'], every: '1d' });
  });

  it.each([
    { wrong: { symbols: [] }, reason: /symbols/ },
    { wrong: { symbols: ['SPY'], fast: 30 }, reason: /must be smaller than slow/ },
    { wrong: { symbols: ['SPY'], size: { weight: 1, quantity: 1 } }, reason: /size/ },
    { wrong: { symbols: ['SPY'], size: { weight: 0 } }, reason: /size/ },
    { wrong: { symbols: ['SPY'], speed: 1 }, reason: /speed/ },
  ])('refuses $wrong', ({ wrong, reason }) => {
    expect(() => smaCross.params.parse(wrong)).toThrow(reason);
  });
});
