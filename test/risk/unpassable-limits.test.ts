import { describe, expect, it } from '@jest/globals';
import { amend, bars, close, definePipeline, type Intent, submit } from 'millrace';
import { backtestOn, bar } from 'millrace/testing';
import { from, mergeMap } from 'rxjs';
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
    expect(latch.latched()?.code).toBe('DAILY_LOSS_LATCHED');
    latch.mark({ equity: 98, sessionDate: '2024-01-04' });
    expect(latch.latched()).toBeNull();
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
});
