import { describe, expect, it } from '@jest/globals';
import type { FillEvent, OrderEvent } from 'millrace';
import { bar, type Marbles, marbles, pipelineContext } from 'millrace/testing';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import { bollingerBreakout } from '../../pipelines/bollinger-breakout.js';

type Params = z.input<typeof bollingerBreakout.params>;

/** Two flat closes and a jump give round bands of one deviation: 100, 100, 130 are 110 ± 14.142. */
const DEVIATION = Math.sqrt(200);
const at = '2024-01-05T21:00:00Z';
const closes = {
  f: bar({ close: 100, at }),
  j: bar({ close: 130, at }),
  F: bar({ symbol: 'AAPL', close: 100, at }),
  J: bar({ symbol: 'AAPL', close: 130, at }),
};

const order = (state: OrderEvent['state'], key = 'SPY breakout'): OrderEvent => ({
  kind: 'order',
  at: 0,
  symbol: 'SPY',
  order: '1-1',
  key,
  state,
  code: null,
  facts: {},
});
const fill = (side: 'buy' | 'sell', quantity: number): FillEvent => ({
  kind: 'fill',
  at: 0,
  happenedAt: 0,
  symbol: 'SPY',
  order: '1-1',
  key: 'SPY breakout',
  side,
  quantity,
  price: 100,
  commission: 0,
  lot: null,
  because: 'a test',
});
const orders = {
  q: order('pending'),
  w: order('working'),
  r: order('rejected'),
  x: order('expired'),
  p: order('partial'),
  d: order('filled'),
};
const fills = {
  b: fill('buy', 10),
  s: fill('sell', 10),
  h: fill('sell', 5),
  t: fill('buy', 0.1),
  u: fill('buy', 0.2),
  v: fill('sell', 0.3),
};

interface Streams {
  readonly bars: string;
  readonly orders?: string;
  readonly fills?: string;
}

const intents = (m: Marbles, streams: Streams, params: Partial<Params> = {}) =>
  bollingerBreakout.flow(
    {
      bar$: m.hot(streams.bars, closes),
      order$: m.hot(streams.orders ?? '', orders),
      fill$: m.hot(streams.fills ?? '', fills),
    },
    pipelineContext(bollingerBreakout, {
      params: { symbols: ['SPY', 'AAPL'], span: 3, deviations: 1, quantity: 10, ...params },
      clock: m.clock,
    }),
  );

/** Which symbol is bought at each breakout. */
const entries = (...of: Parameters<typeof intents>): Observable<string> =>
  intents(...of).pipe(map((intent) => (intent.kind === 'submit' ? intent.symbol : intent.kind)));

const entry = { e: 'SPY', E: 'AAPL' };

describe('bollingerBreakout', () => {
  it(
    'buys a close above the upper band with a bracket around it',
    marbles((m) => {
      const bars = '    -f-f-j-';
      const expected = '-----e-';
      m.expectObservable(intents(m, { bars }, { deviations: 1, profitWidths: 2 })).toBe(expected, {
        e: {
          kind: 'submit',
          key: 'SPY breakout 2024-01-05T21:00:00.000Z',
          symbol: 'SPY',
          side: 'buy',
          quantity: 10,
          fraction: null,
          type: 'market',
          limitPrice: null,
          stopPrice: null,
          timeInForce: 'day',
          expiresAt: null,
          stopLoss: { stopPrice: 110, limitPrice: null },
          takeProfit: { limitPrice: 110 + DEVIATION + 2 * 2 * DEVIATION },
          oco: null,
          lot: null,
          reduceOnly: false,
          outsideRth: false,
          because: 'close 130.0000 is above the upper band 124.1421 of 3 bars; out at 110.0000 or 180.7107',
        },
      });
    }),
  );

  it(
    'says nothing on and inside the band',
    marbles((m) => {
      const bars = '    -f-f-f-j-j-f-f-f-';
      const expected = '-----------------';
      const edges$ = entries(m, { bars }, { span: 2 });
      // 100, 130, 130 are 120 ± 14.1: the second jump is inside; the first one is inside a band of two
      // deviations.
      m.expectObservable(entries(m, { bars }, { deviations: 2 })).toBe(expected);
      // Of two closes the higher one is the upper band itself.
      m.expectObservable(edges$).toBe(expected);
    }),
  );

  it(
    'leaves a close alone that is beyond its own take-profit',
    marbles((m) => {
      const bars = '    -f-f-j-';
      const expected = '-------';
      m.expectObservable(entries(m, { bars }, { deviations: 0.1, profitWidths: 1 })).toBe(expected);
    }),
  );

  it(
    'enters again at the next breakout when nothing came of the last one',
    marbles((m) => {
      const bars = '    -f-f-j-f-f-j-';
      const expected = '-----e-----e-';
      m.expectObservable(entries(m, { bars })).toBe(expected, entry);
    }),
  );

  it.each([
    { what: 'its order works', orders: '     ------w------', fills: '' },
    { what: 'its order is on its way', orders: '------q------', fills: '' },
    { what: 'its order is partly filled', orders: '------w-p----', fills: '' },
    { what: 'it holds something', orders: '     ------w-d----', fills: '--------b----' },
    { what: 'it holds a rest', orders: '       -------------', fills: '------b-h----' },
  ])('stays out while $what', ({ orders, fills }) => {
    marbles((m) => {
      const bars = '    -f-f-j-f-f-j-';
      const expected = '-----e-------';
      m.expectObservable(entries(m, { bars, orders: orders.trim(), fills })).toBe(expected, entry);
    })();
  });

  it.each([
    { what: 'its order was rejected', orders: ' ------w-r----', fills: '' },
    { what: 'its order has expired', orders: '  ------w-x----', fills: '' },
    { what: 'its bracket has closed', orders: ' ------w-d----', fills: '--------b-s--' },
    { what: 'its fractions are closed', orders: '-------------', fills: '------(tu)v--' },
  ])('may enter again when $what', ({ orders, fills }) => {
    marbles((m) => {
      const bars = '    -f-f-j-f-f-j-';
      const expected = '-----e-----e-';
      m.expectObservable(entries(m, { bars, orders: orders.trim(), fills })).toBe(expected, entry);
    })();
  });

  it(
    'keeps bands and books of each symbol apart',
    marbles((m) => {
      const bars = '    -f-F-f-F-j-J-f-f-F-F-jJ---';
      const fills = '   ----------b---------------';
      const expected = '---------e-E----------E---';
      m.expectObservable(entries(m, { bars, fills })).toBe(expected, entry);
    }),
  );

  it('asks for as many bars before trading as its band needs', () => {
    const params = bollingerBreakout.params.parse({ symbols: ['SPY'] });
    expect(params).toEqual({
      symbols: ['SPY'],
      every: '1d',
      span: 20,
      deviations: 2,
      profitWidths: 1,
      quantity: 100,
    });
    expect(bollingerBreakout.warmup?.(params)).toEqual({ bars: 19 });
    expect(bollingerBreakout.feeds(params)).toEqual({
      bar$: expect.objectContaining({ feed: 'bars', symbols: ['SPY'], every: '1d' }),
      fill$: { feed: 'fills' },
      order$: { feed: 'orders' },
    });
  });
});
