import { describe, expect, it } from '@jest/globals';
import {
  amend,
  bars,
  cancel,
  close,
  definePipeline,
  fills,
  type Intent,
  type MarketEvent,
  quotes,
  submit,
} from 'millrace';
import { backtestOn, bar, quote } from 'millrace/testing';
import { delay, filter, from, map, merge, mergeMap, of } from 'rxjs';
import { z } from 'zod';
import { LossLatch } from '../../src/risk/loss-latch.js';

const DAY_MS = 86_400_000;
const FIRST = Date.parse('2024-01-02T00:00:00Z');

/** Daily bars of a symbol, each at one price, of unknown volume. */
const daysOf = (symbol: string, prices: readonly number[]) =>
  prices.map((price, index) => {
    const start = FIRST + index * DAY_MS;
    const prices = { open: price, high: price, low: price, close: price };
    return bar({ symbol, every: '1d', start, at: start + DAY_MS, volume: null, ...prices });
  });

/** Says the intents of a bar's number, when the bars of all symbols of that number have been heard. */
const scripted = (symbols: readonly string[], said: Readonly<Record<number, readonly Intent[]>>) =>
  definePipeline({
    name: 'scripted',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols, every: '1d' }) }),
    flow: ({ bar$ }) =>
      bar$.pipe(
        mergeMap((_, index) => {
          const isLast = (index + 1) % symbols.length === 0;
          return from(isLast ? (said[Math.floor(index / symbols.length)] ?? []) : []);
        }),
      ),
  });

type Wish = Omit<Parameters<typeof backtestOn>[0], 'pipeline' | 'params' | 'events'>;

const outcomes = async (
  {
    prices = [10, 10, 10, 10, 10],
    symbols = ['X'],
    ...more
  }: Wish & { prices?: number[]; symbols?: string[] },
  said: Readonly<Record<number, readonly Intent[]>>,
) => {
  const events = symbols.flatMap((symbol) => daysOf(symbol, prices));
  const pipeline = scripted(symbols, said);
  const { entries } = await backtestOn({ pipeline, params: {}, events, ...more });
  return {
    refused: entries.flatMap((entry) => (entry.kind === 'refusal' ? [entry.body.code] : [])),
    held: entries.reduce((sum, entry) => {
      if (entry.kind !== 'fill') return sum;
      return sum + (entry.body.side === 'buy' ? entry.body.quantity : -entry.body.quantity);
    }, 0),
    states: entries.flatMap((entry) => (entry.kind === 'order' ? [entry.body.state] : [])),
  };
};

const because = 'attack';
const gtc = { symbol: 'X', timeInForce: 'gtc', because } as const;

describe('a limit on notional', () => {
  it('takes a sell order far below the market for what it sells at', async () => {
    const shortSale = submit({ key: 'a', ...gtc, side: 'sell', quantity: 500, limitPrice: 0.01 });
    expect(await outcomes({ risk: { maxOrderNotional: 1_000 } }, { 1: [shortSale] })).toMatchObject({
      refused: ['ORDER_NOTIONAL_MAX'],
      held: 0,
    });
  });

  it('takes a buy stop below the market for what it buys at', async () => {
    const stop = submit({ key: 'a', ...gtc, side: 'buy', quantity: 500, stopPrice: 0.01 });
    const { refused } = await outcomes({ risk: { maxGrossNotional: 1_000 } }, { 1: [stop] });
    expect(refused).toEqual(['GROSS_NOTIONAL_MAX']);
  });

  it('counts what works in other symbols', async () => {
    const orders = ['X', 'Y'].map((symbol) =>
      submit({ key: symbol, symbol, side: 'buy', quantity: 90, because }),
    );
    const wish = { symbols: ['X', 'Y'] };
    for (const limit of ['maxGrossNotional', 'maxNetNotional'] as const) {
      const { refused, held } = await outcomes({ ...wish, risk: { [limit]: 1_000 } }, { 1: orders });
      expect([refused, held]).toEqual([
        [limit === 'maxGrossNotional' ? 'GROSS_NOTIONAL_MAX' : 'NET_NOTIONAL_MAX'],
        90,
      ]);
    }
  });
});

describe('a latch', () => {
  it('lets nobody sell what a close already sells', async () => {
    const buy = submit({ key: 'a', symbol: 'X', side: 'buy', quantity: 100, because });
    const sell = submit({ key: 'b', symbol: 'X', side: 'sell', quantity: 100, because });
    const prices = [100, 100, 100, 80, 80, 80, 80];
    const said = { 0: [buy], 4: [close({ symbol: 'X', because }), sell] };
    expect(await outcomes({ prices, risk: { maxDrawdownPct: 1 } }, said)).toMatchObject({
      refused: ['DRAWDOWN_LATCHED'],
      held: 0,
    });
  });

  it('of a day holds while symbols of several exchanges take turns with their dates', () => {
    const latch = new LossLatch({ maxDailyLossPct: 1, maxDrawdownPct: null });
    latch.mark({ equity: 100, sessionDate: '2024-01-02' });
    latch.mark({ equity: 98, sessionDate: '2024-01-03' });
    latch.mark({ equity: 98, sessionDate: '2024-01-02' });
    expect(latch.latched(null)?.code).toBe('DAILY_LOSS_LATCHED');
    latch.mark({ equity: 98, sessionDate: '2024-01-04' });
    expect(latch.latched(null)).toBeNull();
  });
});

describe('a limit on open orders', () => {
  const entry = submit({
    key: 'a',
    ...gtc,
    side: 'buy',
    quantity: 10,
    limitPrice: 5,
    stopLoss: { stopPrice: 4 },
  });

  it('counts the exits of a bracket', async () => {
    const { refused } = await outcomes({ risk: { maxOpenOrders: 1 } }, { 1: [entry] });
    expect(refused).toEqual(['OPEN_ORDERS_MAX']);
  });

  it('counts no order twice: neither one that is changed nor one that is sized at its fill', async () => {
    const changes = { 1: [entry], 2: [amend('a', { limitPrice: 6, because })] };
    expect((await outcomes({ risk: { maxOpenOrders: 2 } }, changes)).refused).toEqual([]);
    const share = submit({ key: 'a', ...gtc, side: 'buy', fraction: 0.5 });
    const risk = { maxOpenOrders: 1, maxOrdersPerMinute: 1 };
    const sized = await outcomes({ rules: 'backtesting.py', risk }, { 1: [share] });
    expect(sized).toMatchObject({ refused: [], held: 5_000 });
  });
});

describe('an amendment', () => {
  it('may move an exit before its entry has filled', async () => {
    const entry = submit({
      key: 'a',
      ...gtc,
      side: 'buy',
      quantity: 10,
      limitPrice: 5,
      stopLoss: { stopPrice: 4 },
    });
    const change = amend('a/stop-loss', { stopPrice: 3, because });
    expect((await outcomes({}, { 1: [entry], 2: [change] })).refused).toEqual([]);
  });

  it('stays on the grid', async () => {
    const entry = submit({ key: 'a', ...gtc, side: 'buy', quantity: 10, limitPrice: 5 });
    const change = amend('a', { limitPrice: 11.123_456, quantity: 10.5, because });
    expect(await outcomes({}, { 1: [entry], 2: [change] })).toMatchObject({ refused: [], held: 10 });
  });
});

describe('trade on close', () => {
  it('gives an order of the night no price of the evening', async () => {
    const events = daysOf('X', [100, 101, 120, 121]).map((one) => ({ ...one, at: one.start + DAY_MS / 2 }));
    const pipeline = definePipeline({
      name: 'night',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) }),
      flow: ({ bar$ }, { clock }) =>
        bar$.pipe(
          filter((_, index) => index === 1),
          delay(DAY_MS / 4, clock),
          map(() => submit({ key: 'k', ...gtc, side: 'buy', quantity: 1 })),
        ),
    });
    const broker = { tradeOnClose: true };
    const { entries } = await backtestOn({ pipeline, params: {}, events, broker, rules: 'backtesting.py' });
    expect(entries.flatMap((entry) => (entry.kind === 'fill' ? [entry.body.price] : []))).toEqual([120]);
  });
});

describe('an order that closes several lots at once', () => {
  const entry = submit({ key: 'a', ...gtc, side: 'buy', quantity: 10, stopLoss: { stopPrice: 8 } });

  /** Quantities sold by a pipeline that takes its stop back when it hears of the first part. */
  const soldBy = async (row: 'bars' | 'quotes', events: readonly MarketEvent[]) => {
    const pipeline = definePipeline({
      name: 'hasty',
      params: z.strictObject({}),
      feeds: () => ({
        row$: row === 'bars' ? bars({ symbols: ['X'], every: '1d' }) : quotes({ symbols: ['X'] }),
        fill$: fills(),
      }),
      flow: ({ fill$ }) => {
        const part$ = fill$.pipe(filter(({ side }) => side === 'sell'));
        return merge(of(entry), part$.pipe(map(() => cancel('a/stop-loss', { because }))));
      },
    });
    const { entries } = await backtestOn({ pipeline, params: {}, events });
    const notices = entries.flatMap((one) => (one.kind === 'notice' ? [one.body.code] : []));
    const sold = entries.flatMap((one) =>
      one.kind === 'fill' && one.body.side === 'sell' ? [one.body.quantity] : [],
    );
    return { sold, notices, unfilled: entries.some(({ kind }) => kind === 'unfilled') };
  };

  it('closes no more of them once it is taken back', async () => {
    // Five shares are offered at a time: the entry takes two quotes and opens two lots.
    const events = [10, 10, 10, 7, 7].map((price, n) => {
      const size = n < 3 ? 5 : 100;
      return quote({ symbol: 'X', at: FIRST + n, bid: price, ask: price + 1, bidSize: size, askSize: size });
    });
    expect(await soldBy('quotes', events)).toEqual({ sold: [5], notices: [], unfilled: false });
  });

  it('closes them all in the bar that filled it, before anybody could hear of the first', async () => {
    // A bar gives 2.5 % of its volume, five shares.
    const events = daysOf('X', [10, 10, 10, 7, 7, 7]).map((one, n) => ({
      ...one,
      volume: n < 3 ? 200 : 9_000,
    }));
    const notices = ['CHANGE_TOO_LATE'];
    expect(await soldBy('bars', events)).toEqual({ sold: [5, 5], notices, unfilled: false });
  });
});
