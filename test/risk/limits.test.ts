import { describe, expect, it } from '@jest/globals';
import { amend, bars, cancel, close, definePipeline, type Intent, submit, target } from 'millrace';
import { bar } from 'millrace/testing';
import { concatMap, EMPTY, of } from 'rxjs';
import { z } from 'zod';
import type { Bar } from '../../src/domain/market-event.js';
import type { Limits } from '../../src/risk/limits.js';
import { minute, minuteBars } from '../engine/minute-bars.js';
import { play, type Wish } from '../engine/play.js';
import { scripted } from '../engine/scripted-broker.js';

/** What is said at the n-th bar of X, counted from 1. */
type Says = Readonly<Record<number, readonly Intent[]>>;

const speaker = (says: Says, symbols: readonly string[] = ['X']) =>
  definePipeline({
    name: 'speaker',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }), all$: bars({ symbols, every: '1m' }) }),
    flow: ({ bar$ }) => bar$.pipe(concatMap((_, index) => says[index + 1] ?? EMPTY)),
  });

let orders = 0;
const order = (
  side: 'buy' | 'sell',
  quantity: number,
  more: Partial<Parameters<typeof submit>[0]> = {},
): Intent => {
  orders += 1;
  return submit({ key: `o${orders}`, symbol: 'X', side, quantity, because: 'test', ...more } as Parameters<
    typeof submit
  >[0]);
};
const buy = (quantity: number, more?: Parameters<typeof order>[2]) => order('buy', quantity, more);
const sell = (quantity: number, more?: Parameters<typeof order>[2]) => order('sell', quantity, more);
/** Rests far below the market, so that nothing fills it. */
const restingBuy = (quantity: number) => buy(quantity, { limitPrice: 50 });

/** What was refused, with the numbers compared: `{ 'CODE': facts }` by the bar in which it was said. */
const refusals = async (
  limits: Partial<Limits>,
  says: Says,
  more: Partial<Wish> & { prices?: readonly number[]; symbols?: readonly string[] } = {},
) => {
  const { prices = [100, 100, 100, 100, 100], symbols, ...rest } = more;
  const { all } = await play({
    pipelines: { p: speaker(says, symbols) },
    events: minuteBars('X', prices),
    limits,
    ...rest,
  });
  return all('refusal').map(({ at, body: { code, facts } }) => [(at - minute(0)) / 60_000, code, facts]);
};

const NONE: readonly unknown[] = [];

describe('maxOrderQuantity', () => {
  it('lets an order of exactly the limit pass, and no larger one', async () => {
    const limits = { maxOrderQuantity: 100 };
    expect(await refusals(limits, { 1: [buy(99), buy(100)] })).toEqual(NONE);
    expect(await refusals(limits, { 1: [buy(101)] })).toEqual([
      [1, 'ORDER_QUANTITY_MAX', { quantity: 101, limit: 100 }],
    ]);
  });

  it('is asked before the first price is known, too', async () => {
    const early = definePipeline({
      name: 'early',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: () => of(buy(101)),
    });
    const { all } = await play({
      pipelines: { p: early },
      events: minuteBars('X', [1]),
      limits: { maxOrderQuantity: 100 },
    });
    expect(all('refusal').map(({ body }) => body.code)).toEqual(['ORDER_QUANTITY_MAX']);
  });
});

describe('maxOrderNotional', () => {
  it('lets an order of exactly that worth pass, and none worth more', async () => {
    const limits = { maxOrderNotional: 10_000 };
    expect(await refusals(limits, { 1: [buy(100), buy(100, { limitPrice: 100 })] })).toEqual(NONE);
    expect(await refusals(limits, { 1: [buy(100, { limitPrice: 100.01 })] })).toEqual([
      [1, 'ORDER_NOTIONAL_MAX', { notional: 10_001, limit: 10_000 }],
    ]);
  });

  it('uses the multiplier', async () => {
    const limits = { maxOrderNotional: 10_000 };
    const instrument = { multiplier: 50 };
    expect(await refusals(limits, { 1: [buy(2)] }, { instrument })).toEqual(NONE);
    expect(await refusals(limits, { 1: [buy(3)] }, { instrument })).toMatchObject([
      [1, 'ORDER_NOTIONAL_MAX', { notional: 15_000 }],
    ]);
  });

  it('cannot be asked before the first price is known', async () => {
    const early = definePipeline({
      name: 'early',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: () => of(buy(1), buy(1, { limitPrice: 100 }), buy(2, { limitPrice: 100 })),
    });
    const { all } = await play({
      pipelines: { p: early },
      events: minuteBars('X', [1]),
      limits: { maxOrderNotional: 150 },
    });
    expect(all('refusal').map(({ body }) => body.code)).toEqual(['PRICE_UNKNOWN', 'ORDER_NOTIONAL_MAX']);
  });
});

describe('maxPositionQuantity', () => {
  const limits = { maxPositionQuantity: 100 };

  it('counts what is held and all that works on that side', async () => {
    expect(await refusals(limits, { 1: [buy(60)], 2: [restingBuy(30), restingBuy(10)] })).toEqual(NONE);
    expect(await refusals(limits, { 1: [buy(60)], 2: [restingBuy(30), restingBuy(11)] })).toEqual([
      [2, 'POSITION_QUANTITY_MAX', { quantity: 101, limit: 100 }],
    ]);
  });

  it('holds for shorts as for longs', async () => {
    expect(await refusals(limits, { 1: [sell(100)] })).toEqual(NONE);
    expect(await refusals(limits, { 1: [sell(101)] })).toMatchObject([
      [1, 'POSITION_QUANTITY_MAX', { quantity: 101 }],
    ]);
  });

  it('does not count the other side', async () => {
    expect(await refusals(limits, { 1: [restingBuy(100), sell(100, { limitPrice: 200 })] })).toEqual(NONE);
  });

  it('is asked for a target by what would be held', async () => {
    const hold = (quantity: number): Intent => target({ symbol: 'X', quantity, because: 'hold' });
    expect(await refusals(limits, { 1: [hold(100)], 2: [hold(-100)], 3: [hold(100)] })).toEqual(NONE);
    expect(await refusals(limits, { 1: [hold(100)], 2: [hold(-101)] })).toMatchObject([
      [2, 'POSITION_QUANTITY_MAX', { quantity: 101 }],
    ]);
  });

  it('lets what makes the position smaller pass', async () => {
    // 100 are held by the fill of a limit order whose amendment was within the limit of then.
    const says = { 1: [buy(100)], 2: [sell(40)], 3: [close({ symbol: 'X', because: 'out' })] };
    expect(await refusals(limits, says)).toEqual(NONE);
  });
});

describe('maxGrossNotional and maxNetNotional', () => {
  const both = {
    symbols: ['X', 'Y'],
    events: [...minuteBars('X', [100, 100, 100, 100]), ...minuteBars('Y', [10, 10, 10, 10])],
  };
  const other = (side: 'buy' | 'sell', quantity: number) => order(side, quantity, { symbol: 'Y' });

  it('add longs and shorts up, or set them off', async () => {
    const says = { 1: [buy(50)], 2: [other('sell', 500)] };
    expect(await refusals({ maxGrossNotional: 10_000 }, says, both)).toEqual(NONE);
    expect(await refusals({ maxGrossNotional: 9_999 }, says, both)).toEqual([
      [2, 'GROSS_NOTIONAL_MAX', { notional: 10_000, limit: 9_999 }],
    ]);
    // Net the two come to nothing, but the first of them alone does not.
    expect(await refusals({ maxNetNotional: 5_000 }, says, both)).toEqual(NONE);
    expect(await refusals({ maxNetNotional: 4_999 }, says, both)).toEqual([
      [1, 'NET_NOTIONAL_MAX', { notional: 5_000, limit: 4_999 }],
      [2, 'NET_NOTIONAL_MAX', { notional: 5_000, limit: 4_999 }],
    ]);
  });

  it('are of the account: of all pipelines together', async () => {
    const { all } = await play({
      pipelines: { a: speaker({ 1: [buy(60)] }), b: speaker({ 2: [buy(41)] }) },
      events: minuteBars('X', [100, 100, 100]),
      limits: { maxGrossNotional: 10_000 },
    });
    expect(all('refusal').map(({ pipeline, body }) => [pipeline, body.code, body.facts.notional])).toEqual([
      ['b', 'GROSS_NOTIONAL_MAX', 10_100],
    ]);
  });

  it('let what makes the position smaller pass, whatever the price has become', async () => {
    const says = { 1: [buy(90)], 3: [sell(10)], 4: [buy(1)] };
    expect(await refusals({ maxGrossNotional: 9_000 }, says, { prices: [100, 100, 300, 300] })).toMatchObject(
      [[4, 'GROSS_NOTIONAL_MAX', { notional: 24_300 }]],
    );
  });
});

describe('maxOpenOrders', () => {
  it('counts orders that may still fill', async () => {
    const limits = { maxOpenOrders: 2 };
    expect(await refusals(limits, { 1: [restingBuy(1), restingBuy(1)] })).toEqual(NONE);
    expect(await refusals(limits, { 1: [restingBuy(1), restingBuy(1), restingBuy(1)] })).toEqual([
      [1, 'OPEN_ORDERS_MAX', { open: 3, limit: 2 }],
    ]);
    expect(await refusals(limits, { 1: [buy(1), buy(1)], 2: [buy(1), buy(1)] })).toEqual(NONE);
  });

  it('counts a bracket with its children', async () => {
    const bracket = (): Intent =>
      buy(1, { limitPrice: 50, stopLoss: { stopPrice: 40 }, takeProfit: { limitPrice: 60 } });
    expect(await refusals({ maxOpenOrders: 3 }, { 1: [bracket()] })).toEqual(NONE);
    expect(await refusals({ maxOpenOrders: 2 }, { 1: [bracket()] })).toMatchObject([
      [1, 'OPEN_ORDERS_MAX', { open: 3 }],
    ]);
  });

  it('does not count an order again that is changed, and never stands in the way of a cancel', async () => {
    const first = buy(1, { key: 'first', limitPrice: 50 });
    const says = {
      1: [first],
      2: [amend('first', { limitPrice: 51, because: 'up' })],
      3: [cancel('first', { because: 'out' })],
    };
    expect(await refusals({ maxOpenOrders: 1 }, says)).toEqual(NONE);
  });
});

describe('maxOrdersPerMinute', () => {
  it('counts the minute before, its first instant not', async () => {
    const limits = { maxOrdersPerMinute: 2 };
    expect(await refusals(limits, { 1: [buy(1), buy(1)], 2: [buy(1), buy(1)] })).toEqual(NONE);
    expect(await refusals(limits, { 1: [buy(1), buy(1), buy(1)] })).toEqual([
      [1, 'ORDER_RATE_MAX', { count: 3, limit: 2 }],
    ]);
  });

  it('counts a change like an order, a cancel not at all, and what was refused neither', async () => {
    const resting = buy(1, { key: 'resting', limitPrice: 50 });
    const change = (limitPrice: number): Intent => amend('resting', { limitPrice, because: 'move' });
    const says = {
      1: [
        resting,
        cancel('none', { because: 'x' }),
        cancel('none', { because: 'x' }),
        change(51),
        change(52),
      ],
    };
    expect((await refusals({ maxOrdersPerMinute: 2 }, says)).map(([, code]) => code)).toEqual([
      'KEY_UNKNOWN',
      'KEY_UNKNOWN',
      'ORDER_RATE_MAX',
    ]);
  });
});

describe('collarBps', () => {
  const limits = { collarBps: 100 };

  it('keeps limits near the last price, on either side', async () => {
    const near = [101, 99].map((limitPrice) => buy(1, { limitPrice }));
    expect(await refusals(limits, { 1: near })).toEqual(NONE);
    for (const [limitPrice, distanceBps] of [
      [101.01, 101],
      [98.99, 101],
    ] as const) {
      expect(await refusals(limits, { 1: [buy(1, { limitPrice })] })).toEqual([
        [
          1,
          'PRICE_COLLAR',
          { price: limitPrice, reference: 100, distanceBps: expect.closeTo(distanceBps, 6), limit: 100 },
        ],
      ]);
    }
  });

  it('leaves stops alone, which are far away on purpose, and market orders', async () => {
    expect(await refusals(limits, { 1: [sell(1, { stopPrice: 50 }), buy(1)] })).toEqual(NONE);
  });

  it('cannot be asked before the first price is known', async () => {
    const early = definePipeline({
      name: 'early',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: () => of(buy(1, { limitPrice: 100 }), buy(1)),
    });
    const { all } = await play({ pipelines: { p: early }, events: minuteBars('X', [1]), limits });
    expect(all('refusal').map(({ body }) => body.code)).toEqual(['PRICE_UNKNOWN']);
  });
});

describe('symbols', () => {
  it('are the only ones that may be traded', async () => {
    expect(await refusals({ symbols: ['X'] }, { 1: [buy(1)] })).toEqual(NONE);
    expect(await refusals({ symbols: ['Y'] }, { 1: [buy(1)] })).toEqual([
      [1, 'SYMBOL_NOT_ALLOWED', { symbol: 'X' }],
    ]);
  });
});

describe('sessionOnly', () => {
  /** One-minute bars that end at these times of 2024-01-02; New York opens at 14:30 UTC, closes at 21:00. */
  const ending = (...times: readonly string[]): readonly Bar[] =>
    times.map((time) => bar({ symbol: 'X', every: '1m', at: `2024-01-02T${time}:00Z`, close: 100 }));
  const says = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [n, [buy(1)]]));
  const instrument = { calendar: 'XNYS', timeZone: 'America/New_York' };

  it('lets orders pass from the open to the instant of the close', async () => {
    const events = ending('14:29', '14:30', '20:59', '21:00', '21:01');
    const refused = await refusals({ sessionOnly: true }, says, { events, instrument });
    expect(refused.map(([, code, facts]) => [code, (facts as { at: number }).at])).toEqual([
      ['SESSION_CLOSED', Date.parse('2024-01-02T14:29:00Z')],
      ['SESSION_CLOSED', Date.parse('2024-01-02T21:01:00Z')],
    ]);
  });

  it('knows no hours where no calendar is', async () => {
    expect(await refusals({ sessionOnly: true }, says, { events: ending('14:29', '21:01') })).toEqual(NONE);
  });
});

/** Daily bars, so that every bar is a session of its own. */
const days = (prices: readonly number[]): readonly Bar[] =>
  prices.map((price, index) =>
    bar({ symbol: 'X', every: '1d', start: minute(0) + index * 86_400_000, open: price, close: price }),
  );

const daily = (says: Says) =>
  definePipeline({
    name: 'daily',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) }),
    flow: ({ bar$ }) => bar$.pipe(concatMap((_, index) => says[index + 1] ?? EMPTY)),
  });

/** A long of 500 at 100 of a capital of 100,000: a price of p makes an equity of 50,000 + 500 p. */
const latched = async (limits: Partial<Limits>, prices: readonly number[], says: Says) => {
  const { all } = await play({
    pipelines: { p: daily({ 1: [buy(500)], ...says }) },
    events: days([100, 100, ...prices]),
    limits,
  });
  const day = (at: number): number => (at - minute(0)) / 86_400_000;
  return {
    latches: all('latch').map(({ at, body }) => [day(at), body.code, body.facts, body.until]),
    refused: all('refusal').map(({ at, body }) => [day(at), body.code]),
    filled: all('fill').map(({ at, body }) => [day(at), body.side, body.quantity]),
  };
};

describe('maxDailyLossPct', () => {
  it('latches at the limit and not before, and says so with the numbers', async () => {
    expect((await latched({ maxDailyLossPct: 5 }, [90.1], {})).latches).toEqual([]);
    expect((await latched({ maxDailyLossPct: 5 }, [90], {})).latches).toEqual([
      [3, 'DAILY_LOSS_LATCHED', { lossPct: expect.closeTo(5, 9), limit: 5 }, '2024-01-04'],
    ]);
  });

  it('lets what reduces risk pass, and nothing that adds to it, until the next session', async () => {
    const { refused, filled } = await latched({ maxDailyLossPct: 5 }, [80, 80, 80], {
      3: [buy(1), sell(100)],
      4: [buy(2)],
    });
    expect(refused).toEqual([[3, 'DAILY_LOSS_LATCHED']]);
    expect(filled).toEqual([
      [2, 'buy', 500],
      [4, 'sell', 100],
      [5, 'buy', 2],
    ]);
  });

  it('measures a day from the end of the one before', async () => {
    // 4 %, then 4 % of what was left, never 5 % in a day.
    const { latches } = await latched({ maxDailyLossPct: 5 }, [92, 84.32], {});
    expect(latches).toEqual([]);
  });
});

describe('maxDrawdownPct', () => {
  it('latches at the limit from the peak, for the rest of the run', async () => {
    // From a peak of 110,000: 99,000 is 10 % less.
    expect((await latched({ maxDrawdownPct: 10 }, [120, 98.1], {})).latches).toEqual([]);
    const { latches, refused } = await latched({ maxDrawdownPct: 10 }, [120, 98, 150, 150], {
      5: [buy(1)],
      6: [sell(1), buy(1)],
    });
    expect(latches).toEqual([
      [4, 'DRAWDOWN_LATCHED', { drawdownPct: expect.closeTo(10, 9), limit: 10 }, null],
    ]);
    expect(refused).toEqual([
      [5, 'DRAWDOWN_LATCHED'],
      [6, 'DRAWDOWN_LATCHED'],
    ]);
  });

  it('refuses a reversal whole, never a part of it; flat is as far as it goes', async () => {
    const hold = (quantity: number): Intent => target({ symbol: 'X', quantity, because: 'hold' });
    const { refused, filled } = await latched({ maxDrawdownPct: 10 }, [50, 50, 50, 50], {
      3: [hold(-1)],
      4: [sell(501)],
      5: [hold(0)],
    });
    expect(refused).toEqual([
      [3, 'DRAWDOWN_LATCHED'],
      [4, 'DRAWDOWN_LATCHED'],
    ]);
    expect(filled.slice(1)).toEqual([[6, 'sell', 500]]);
  });

  it('counts everything that works on that side: two halves pass, a third does not', async () => {
    const { refused } = await latched({ maxDrawdownPct: 10 }, [50, 50], {
      3: [sell(250, { limitPrice: 999 }), sell(250, { limitPrice: 999 }), sell(1, { limitPrice: 999 })],
    });
    expect(refused).toEqual([[3, 'DRAWDOWN_LATCHED']]);
  });

  it('lets protective orders and cancels pass', async () => {
    const { refused } = await latched({ maxDrawdownPct: 10 }, [50, 50, 50], {
      3: [sell(500, { key: 'stop', stopPrice: 40, reduceOnly: true }), cancel('stop', { because: 'x' })],
      4: [sell(500, { limitPrice: 90, reduceOnly: true }), close({ symbol: 'X', because: 'out' })],
    });
    expect(refused).toEqual([]);
  });
});

describe('a refusal', () => {
  it('is of the intent as a whole: one that cannot pass takes all of its orders with it', async () => {
    const lots = { 1: [buy(3), buy(4)], 2: [close({ symbol: 'X', because: 'out' })] };
    const { all } = await play({
      pipelines: { p: speaker(lots) },
      events: minuteBars('X', [100, 100, 100]),
      rules: scripted({}, { sizesAtFill: true }),
      limits: { maxOpenOrders: 2 },
    });
    // Two lots that are closed by an order each, of which the limit would let both pass.
    expect(all('refusal')).toEqual([]);
    const fewer = await play({
      pipelines: { p: speaker(lots) },
      events: minuteBars('X', [100, 100, 100]),
      rules: scripted({}, { sizesAtFill: true }),
      limits: { maxOrdersPerMinute: 2, maxOpenOrders: 2, maxOrderQuantity: 3 },
    });
    expect(fewer.all('refusal').map(({ body }) => body.code)).toEqual(['ORDER_QUANTITY_MAX']);
    expect(fewer.all('fill')).toHaveLength(2);
  });

  it('stands in the journal between its intent and nothing else', async () => {
    const { entries } = await play({
      pipelines: { p: speaker({ 1: [buy(101)] }) },
      events: minuteBars('X', [100]),
      limits: { maxOrderQuantity: 100 },
    });
    const [intent, refusal] = entries.filter(({ kind }) => kind !== 'begin');
    expect([intent?.kind, refusal?.kind]).toEqual(['intent', 'refusal']);
    expect(refusal?.causes).toEqual([{ entry: intent?.serial }]);
    expect([refusal?.pipeline, refusal?.symbol]).toEqual(['p', 'X']);
  });
});

describe('an intent about an order by its key', () => {
  const codes = async (says: Says) => (await refusals({}, says)).map(([n, code, facts]) => [n, code, facts]);

  it('is refused where no order has it, or the order is over', async () => {
    const change = amend('a', { limitPrice: 60, because: 'x' });
    const back = cancel('a', { because: 'x' });
    expect(await codes({ 1: [change, back] })).toEqual([
      [1, 'KEY_UNKNOWN', { key: 'a' }],
      [1, 'KEY_UNKNOWN', { key: 'a' }],
    ]);
    expect(await codes({ 1: [buy(1, { key: 'a' })], 2: [change, back] })).toEqual([
      [2, 'KEY_FINISHED', { key: 'a', state: 'filled' }],
      [2, 'KEY_FINISHED', { key: 'a', state: 'filled' }],
    ]);
    expect(await codes({ 1: [buy(1, { key: 'a', limitPrice: 50 })], 2: [back], 3: [back] })).toEqual([
      [3, 'KEY_FINISHED', { key: 'a', state: 'cancelled' }],
    ]);
  });

  it('is refused where a live order has it already; a finished one gives it back', async () => {
    const again = (): Intent => buy(1, { key: 'a', limitPrice: 50 });
    expect(await codes({ 1: [again()], 2: [again()] })).toEqual([[2, 'KEY_TAKEN', { key: 'a' }]]);
    expect(await codes({ 1: [buy(1, { key: 'a' })], 2: [again()] })).toEqual([]);
  });

  it('is refused where a bracket’s child would take the key of a live order', async () => {
    const bracket = (): Intent => buy(1, { key: 'a', stopLoss: { stopPrice: 40 } });
    // The first entry is filled; its stop-loss lives on under the key a/stop-loss.
    expect(await codes({ 1: [bracket()], 2: [bracket()] })).toEqual([
      [2, 'KEY_TAKEN', { key: 'a/stop-loss' }],
    ]);
  });

  it('is refused where it would change what the order does not have, or to less than was filled', async () => {
    const resting = buy(10, { key: 'a', limitPrice: 50 });
    const change = (wish: Parameters<typeof amend>[1]): Says => ({ 1: [resting], 2: [amend('a', wish)] });
    expect((await codes(change({ stopPrice: 1, because: 'x' })))[0]).toMatchObject([
      2,
      'INTENT_INVALID',
      { field: 'stopPrice' },
    ]);
    expect((await codes(change({ quantity: 0, because: 'x' })))[0]).toMatchObject([
      2,
      'INTENT_INVALID',
      { field: 'quantity' },
    ]);
    expect((await codes(change({ limitPrice: Number.NaN, because: 'x' })))[0]).toMatchObject([
      2,
      'INTENT_INVALID',
      { field: 'limitPrice' },
    ]);
    expect(await codes(change({ quantity: 5, limitPrice: 60, because: 'x' }))).toEqual([]);
  });

  it('is each pipeline’s own', async () => {
    const { all } = await play({
      pipelines: {
        a: speaker({ 1: [buy(1, { key: 'k', limitPrice: 50 })] }),
        b: speaker({ 2: [cancel('k', { because: 'not mine' })], 3: [buy(1, { key: 'k', limitPrice: 50 })] }),
      },
      events: minuteBars('X', [100, 100, 100]),
    });
    expect(all('refusal').map(({ pipeline, body }) => [pipeline, body.code])).toEqual([['b', 'KEY_UNKNOWN']]);
  });
});

describe('an intent that cannot become an order', () => {
  it.each<[string, Intent, string, object]>([
    ['no quantity', buy(0), 'INTENT_INVALID', { field: 'quantity' }],
    ['a negative quantity', buy(-1), 'INTENT_INVALID', { field: 'quantity' }],
    ['a price that is none', buy(1, { limitPrice: Number.NaN }), 'INTENT_INVALID', { field: 'limitPrice' }],
    ['a time that is missing', buy(1, { timeInForce: 'gtd' }), 'INTENT_INVALID', { field: 'expiresAt' }],
    ['a lot that is not open', sell(1, { lot: '77' }), 'LOT_UNKNOWN', { lot: '77' }],
    ['nothing to close', close({ symbol: 'X', because: 'out' }), 'POSITION_FLAT', { symbol: 'X' }],
    [
      'more than all to close',
      close({ symbol: 'X', portion: 1.5, because: 'out' }),
      'INTENT_INVALID',
      { field: 'portion' },
    ],
    ['nothing to reduce', sell(1, { reduceOnly: true }), 'REDUCE_ONLY', { held: 0 }],
    [
      'a fraction where quantities are all',
      submit({ key: 'f', symbol: 'X', side: 'buy', fraction: 0.5, because: 'x' }),
      'RULES_UNSUPPORTED',
      {},
    ],
    [
      'an unknown symbol',
      submit({ key: 'u', symbol: 'U', side: 'buy', quantity: 1, because: 'x' }),
      'SYMBOL_UNKNOWN',
      { symbol: 'U' },
    ],
  ])('is refused: %s', async (_name, intent, code, facts) => {
    expect(await refusals({}, { 1: [intent] })).toMatchObject([[1, code, facts]]);
  });
});
