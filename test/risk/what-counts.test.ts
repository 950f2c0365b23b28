import { describe, expect, it } from '@jest/globals';
import { amend, submit, target } from 'millrace';
import { LossLatch } from '../../src/risk/loss-latch.js';
import { withdraw } from '../../src/risk/withdraw.js';
import { cameTo, lotOf, recordOf, type World, worldOf } from './world.js';

const because = 'test';
type Submit = Parameters<typeof submit>[0];
// Partial of a union of sizes: each test gives one of them.
const order = (side: 'buy' | 'sell', wish: object) =>
  submit({ key: 'k', symbol: 'X', side, because, ...wish } as unknown as Submit);

describe('the collar', () => {
  const collar = (side: 'buy' | 'sell', wish: object, more: World = {}) =>
    cameTo(order(side, { quantity: 1, ...wish }), worldOf({ limits: { collarBps: 100 }, ...more }));

  it('is around the last price, and around a stop where that is further', () => {
    expect(collar('sell', { limitPrice: 99 })).toEqual(['sell 1 X']);
    expect(collar('buy', { limitPrice: 101 })).toEqual(['buy 1 X']);
    expect(collar('buy', { stopPrice: 120, limitPrice: 121 })).toEqual(['buy 1 X']);
    expect(collar('buy', { stopPrice: 80, limitPrice: 81 })).toMatchObject({ facts: { reference: 100 } });
    expect(collar('sell', { limitPrice: 98 })).toMatchObject({
      code: 'PRICE_COLLAR',
      facts: { price: 98, reference: 100, distanceBps: 200, limit: 100 },
    });
  });

  it('cannot be asked without a price', () => {
    expect(collar('buy', { limitPrice: 101 }, { last: {} })).toEqual({
      code: 'PRICE_UNKNOWN',
      facts: { symbol: 'X' },
    });
  });
});

describe('the most an order can be worth', () => {
  const worth = (side: 'buy' | 'sell', wish: object, last: Record<string, number> = { X: 100 }) =>
    cameTo(order(side, { quantity: 1, ...wish }), worldOf({ last, limits: { maxOrderNotional: 1 } }));

  it.each([
    ['buy', { stopPrice: 120 }, 120],
    ['buy', { stopPrice: 80 }, 100],
    ['sell', { stopPrice: 80 }, 80],
    ['sell', { stopPrice: 120 }, 100],
    ['buy', { limitPrice: 90 }, 90],
    ['sell', { limitPrice: 90 }, 100],
    ['sell', { limitPrice: 110 }, 110],
    ['sell', { stopPrice: 120, limitPrice: 90 }, 100],
  ] as const)('is by its prices and the market’s: %s %o', (side, wish, notional) => {
    expect(worth(side, wish)).toMatchObject({ code: 'ORDER_NOTIONAL_MAX', facts: { notional } });
  });

  it('is by what it names before the first price, and unknown where it names none', () => {
    expect(worth('buy', { stopPrice: 120 }, {})).toMatchObject({ facts: { notional: 120 } });
    expect(worth('sell', { limitPrice: 90 }, {})).toMatchObject({ facts: { notional: 90 } });
    expect(worth('buy', {}, {})).toEqual({ code: 'PRICE_UNKNOWN', facts: { symbol: 'X' } });
  });
});

describe('a share of the buying power', () => {
  it('leaves out what holdings tie up by multiplier and margin', () => {
    const context = worldOf({
      rules: 'backtesting.py',
      marginRatio: 0.5,
      instrument: { multiplier: 2 },
      lots: [lotOf(10)],
      limits: { maxOrderQuantity: 1 },
    });
    // 10 * 100 * 2 at a half leave 9,000; half of that bought at twice is 9,000, and a unit costs 200.
    expect(cameTo(order('buy', { fraction: 0.5 }), context)).toMatchObject({ facts: { quantity: 45 } });
  });
});

describe('crossing orders', () => {
  const rests = (wish: object, filled = 0): World => ({
    live: [recordOf({ id: '1-1', pipeline: 'q', ...wish }, { filled })],
  });

  it('meet stops only once those are in the market', () => {
    const buys = (world: World) => cameTo(order('buy', { quantity: 1 }), worldOf(world));
    const sells = (world: World) => cameTo(order('sell', { quantity: 1 }), worldOf(world));
    const cross = { code: 'ORDERS_CROSS', facts: { order: '1-1', pipeline: 'q' } };
    expect(buys(rests({ side: 'sell', quantity: 5, stopPrice: 90 }))).toEqual(['buy 1 X']);
    expect(buys(rests({ side: 'sell', quantity: 5, stopPrice: 100 }))).toEqual(cross);
    expect(sells(rests({ side: 'buy', quantity: 5, stopPrice: 110 }))).toEqual(['sell 1 X']);
    expect(sells(rests({ side: 'buy', quantity: 5, stopPrice: 100 }))).toEqual(cross);
    // What has filled in part was triggered, wherever the price is by now.
    expect(buys(rests({ side: 'sell', quantity: 5, stopPrice: 90 }, 2))).toEqual(cross);
  });
});

describe('all that is at work', () => {
  it('counts orders of the same intent that stand before one', () => {
    const context = worldOf({
      rules: 'backtesting.py',
      lots: [lotOf(5, { id: 'a' }), lotOf(5, { id: 'b' })],
      limits: { maxOpenOrders: 2 },
    });
    expect(cameTo(target({ symbol: 'X', quantity: -5, because }), context)).toEqual({
      code: 'OPEN_ORDERS_MAX',
      facts: { open: 3, limit: 2 },
    });
  });

  it('leads from what those closed to what is opened then', () => {
    const reversal = (maxPositionQuantity: number) =>
      cameTo(
        target({ symbol: 'X', quantity: -90, because }),
        worldOf({ rules: 'backtesting.py', lots: [lotOf(50)], limits: { maxPositionQuantity } }),
      );
    expect(reversal(90)).toEqual(['sell 50 X of lot', 'sell 90 X']);
    expect(reversal(89)).toEqual({ code: 'POSITION_QUANTITY_MAX', facts: { quantity: 90, limit: 89 } });
  });

  it('counts what other pipelines hold, and not what is of another symbol', () => {
    const limits = { maxPositionQuantity: 10 };
    const sold = (lots: NonNullable<World['lots']>) =>
      cameTo(order('sell', { quantity: 2 }), worldOf({ limits, lots }));
    // 20 of the account become 18: beyond the limit still, but smaller.
    expect(sold([lotOf(2), lotOf(18, { id: 'q', pipeline: 'q' })])).toEqual(['sell 2 X']);
    expect(sold([lotOf(-20, { id: 'q', pipeline: 'q' }), lotOf(2)])).toMatchObject({
      facts: { quantity: 20 },
    });
    expect(sold([lotOf(-20, { symbol: 'Y' })])).toEqual(['sell 2 X']);
  });

  it('lets exits close what is of their own symbol and side', () => {
    const limits = { maxPositionQuantity: 10 };
    const exit = recordOf({ id: '1-1', side: 'sell', quantity: 30, limitPrice: 120, reduceOnly: true });
    const lots = [lotOf(5, { id: 'a' }), lotOf(30, { id: 'b', symbol: 'Y' })];
    // The exit can close five; eleven more end at eleven short.
    expect(cameTo(order('sell', { quantity: 11 }), worldOf({ limits, lots, live: [exit] }))).toMatchObject({
      facts: { quantity: 11 },
    });
    expect(cameTo(order('sell', { quantity: 10 }), worldOf({ limits, lots, live: [exit] }))).toEqual([
      'sell 10 X',
    ]);
  });

  it('counts a change with the changes before it', () => {
    const change = { serial: 1, change: { quantity: 90 } };
    const live = [recordOf({ id: '1-1', key: 'k', quantity: 10, limitPrice: 90 }, { changes: [change] })];
    const context = worldOf({ live, limits: { maxOrderQuantity: 50 } });
    expect(cameTo(amend('k', { limitPrice: 91, because }), context)).toMatchObject({
      code: 'ORDER_QUANTITY_MAX',
      facts: { quantity: 90 },
    });
  });
});

describe('a weight that asks to be rebalanced', () => {
  const again = (world: World, toleranceWeight = 0.1) => {
    const intent = target({ symbol: 'X', weight: 0.5, rebalance: { toleranceWeight }, because });
    const before = { intent, serial: 1, rejected: false, quantity: 50, waiting: false };
    return cameTo(intent, worldOf({ ...world, target: before }));
  };

  it('is sized anew beyond its tolerance, not at it', () => {
    expect(again({ lots: [lotOf(50)], last: { X: 125 } }, 0.125)).toEqual([]);
    expect(again({ lots: [lotOf(50)], last: { X: 125 } }, 0.12)).toEqual(['sell 10 X']);
  });

  it('counts the multiplier', () => {
    expect(again({ lots: [lotOf(50)], last: { X: 50 }, instrument: { multiplier: 2 } })).toEqual([]);
  });

  it('counts what is on its way, of either side', () => {
    const coming = (side: 'buy' | 'sell', quantity: number) =>
      recordOf({ id: '1-1', role: 'target', side, quantity, limitPrice: 100 });
    expect(again({ lots: [lotOf(20)], live: [coming('buy', 30)] })).toEqual([]);
    expect(again({ lots: [lotOf(80)], live: [coming('sell', 30)] })).toEqual([]);
  });

  it('stays as it is where there is nothing to measure it by', () => {
    expect(again({ lots: [lotOf(50)], equity: 0 })).toEqual([]);
    expect(again({ lots: [lotOf(50)], equity: -100 })).toEqual([]);
    expect(again({ lots: [lotOf(50)], last: {} })).toEqual([]);
  });
});

describe('the loss of a day', () => {
  it('is measured from its beginning, in the row in progress too', () => {
    const latch = new LossLatch({ maxDailyLossPct: 5, maxDrawdownPct: null });
    latch.mark({ equity: 100, sessionDate: '2024-01-02' });
    latch.mark({ equity: 97, sessionDate: '2024-01-02' });
    expect(latch.latched({ equity: 95, sessionDate: '2024-01-02' })).toEqual({
      code: 'DAILY_LOSS_LATCHED',
      facts: { lossPct: 5, limit: 5 },
    });
  });

  it('is the sum of all its marks, however small each of them is', () => {
    const latch = new LossLatch({ maxDailyLossPct: 5, maxDrawdownPct: null });
    const marks = [100, 99, 98, 97, 96, 95].map((equity) =>
      latch.mark({ equity, sessionDate: '2024-01-02' }),
    );
    expect(marks.map((mark) => mark?.limit)).toEqual([...Array(5).fill(undefined), 'maxDailyLossPct']);
  });
});

describe('what is taken back when no new risk may be taken', () => {
  const taken = (world: World) =>
    withdraw('p', worldOf(world).portfolio).map((command) =>
      command.kind === 'cancel' ? command.order : command.kind,
    );
  const sells = (id: string, quantity: number, more: object = {}) =>
    recordOf({ id, side: 'sell', quantity, limitPrice: 120, ...more });

  it('is judged by what is held and at work in its own symbol, on its own side', () => {
    const lots = [lotOf(100)];
    const others = [
      sells('1-1', 100, { symbol: 'Y', reduceOnly: true }),
      recordOf({ id: '1-2', quantity: 100, limitPrice: 90, reduceOnly: true }),
    ];
    expect(taken({ lots, live: [...others, sells('1-3', 100)] })).toEqual([]);
    expect(taken({ lots, live: [...others, sells('1-3', 101)] })).toEqual(['1-3']);
  });

  it('is not what has filled for the most part and only closes with the rest', () => {
    const lots = [lotOf(40)];
    const { order: sold } = sells('1-1', 100);
    expect(taken({ lots, live: [recordOf(sold, { filled: 60 })] })).toEqual([]);
    expect(taken({ lots, live: [recordOf(sold, { filled: 59 })] })).toEqual(['1-1']);
  });

  it('is never an exit', () => {
    expect(taken({ live: [sells('1-1', 100, { reduceOnly: true }), sells('1-2', 1)] })).toEqual(['1-2']);
  });
});
