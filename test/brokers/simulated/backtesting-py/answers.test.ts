import { describe, expect, it } from '@jest/globals';
import type { BrokerSettings } from '../../../../src/brokers/simulated/broker-settings.js';
import { backtestingPy } from '../backtesting-py-maker.js';
import { barOf } from '../bar-of.js';
import { SmallWheel, type World } from '../small-wheel.js';

const wheelWith = (settings: Partial<BrokerSettings> = {}, world: Partial<World> = {}) =>
  new SmallWheel({ ...world, settings, make: backtestingPy });

const signal = barOf(0, [100]);
const stopLoss = { role: 'stop-loss', stopPrice: 90 } as const;
const takeProfit = { role: 'take-profit', limitPrice: 120 } as const;

const told = (wheel: SmallWheel, order: string) =>
  wheel.said(order).map(({ state, code, facts }) => [state, code, facts]);

/** One of X is held, and whoever acts then knows its lot. */
const holding = (act: (wheel: SmallWheel, lot: string) => void, side: 'buy' | 'sell' = 'buy') => {
  const wheel = wheelWith();
  wheel.row(signal, () => wheel.place({ side, quantity: 10 }));
  wheel.row(barOf(1, [100]), () => act(wheel, wheel.lots[0]?.id ?? ''));
  return wheel;
};

describe('what an order under the rules of backtesting.py is told', () => {
  it.each([
    ['time in force', { timeInForce: 'ioc' }],
    ['time in force', { timeInForce: 'gtd', expiresAt: 9e9 }],
    ['groups', { oco: 'group' }],
    ['quantity 1.5', { quantity: 1.5 }],
    ['quantity 0.5', { quantity: 0.5 }],
  ] as const)('where it cannot be: %s', (what, wish) => {
    const wheel = wheelWith();
    wheel.row(signal, () => wheel.place(wish));
    expect(told(wheel, '0-1')).toEqual([
      ['rejected', 'RULES_UNSUPPORTED', { rules: 'backtesting.py', what: expect.stringContaining(what) }],
    ]);
  });

  it('of a lot that is not there, or that it would make larger', () => {
    for (const [side, closes] of [
      ['buy', 'sell'],
      ['sell', 'buy'],
    ] as const) {
      const wheel = holding((own, lot) => {
        own.place({ side: closes, quantity: 3, lot: 'none' });
        own.place({ side, quantity: 3, lot });
        own.place({ side: closes, quantity: 3, lot });
      }, side);
      const held = side === 'buy' ? 10 : -10;
      expect(told(wheel, '0-2')).toEqual([['rejected', 'LOT_UNKNOWN', { lot: 'none' }]]);
      expect(told(wheel, '0-3')).toEqual([['rejected', 'REDUCE_ONLY', { quantity: 3, held }]]);
      expect(told(wheel, '0-4')).toEqual([['working', null, {}]]);
    }
  });

  it('of a bracket out of order: the prices a unit, also where parts of one trade', () => {
    const wheel = wheelWith({ fractionalUnit: 0.5, spreadBps: 100 });
    wheel.row(signal, () => wheel.place({}, { ...stopLoss, stopPrice: 102 }, takeProfit));
    expect(told(wheel, '0-1')).toEqual([
      ['rejected', 'BRACKET_INCONSISTENT', { stopLoss: 102, entry: expect.any(Number), takeProfit: 120 }],
    ]);
    expect(wheel.said('0-1')[0]?.facts.entry).toBeCloseTo(100 * 1.01, 9);
    expect(told(wheel, '0-2')).toEqual([['cancelled', 'CANCELLED_PARENT', { order: '0-1' }]]);
  });

  it('of a change: that it is none of whole units, or what has changed', () => {
    const wheel = wheelWith();
    const amend = (order: string, change: object) => wheel.command({ kind: 'amend', order, change });
    wheel.row(signal, () => wheel.place({ quantity: 2, limitPrice: 95 }, stopLoss));
    amend('0-1', { quantity: 2.5 });
    amend('0-1', { quantity: 3 });
    amend('0-2', { quantity: 0.5 });
    amend('0-2', { stopPrice: 91 });
    const unsupported = { rules: 'backtesting.py', what: expect.stringContaining('quantity') };
    expect(told(wheel, '0-1').slice(1)).toEqual([
      ['working', 'RULES_UNSUPPORTED', unsupported],
      ['working', 'AMENDED', { quantity: 3 }],
    ]);
    expect(told(wheel, '0-2')).toEqual([
      ['pending', 'RULES_UNSUPPORTED', unsupported],
      ['pending', 'AMENDED', { stopPrice: 91 }],
    ]);
    wheel.row(barOf(1, [94]));
    wheel.row(barOf(2, [94, 94, 90.5, 93]));
    expect(wheel.fills.map(({ side, quantity, price }) => [side, quantity, price])).toEqual([
      ['buy', 3, 94],
      ['sell', 3, 91],
    ]);
  });

  it('nothing, of what is asked of an order that is over', () => {
    const wheel = wheelWith();
    wheel.row(signal, () => wheel.place({ limitPrice: 50 }));
    wheel.cancel('0-1');
    const before = wheel.answers.length;
    wheel.cancel('0-1');
    wheel.command({ kind: 'amend', order: '0-1', change: { limitPrice: 60 } });
    expect(wheel.answers).toHaveLength(before);
  });

  it('of its lot: that it is gone, and of what is left of it', () => {
    const wheel = holding((own, lot) => {
      own.place({ side: 'sell', quantity: 10, lot, role: 'stop-loss', stopPrice: 90 });
      own.place({ side: 'sell', quantity: 10, lot, limitPrice: 130 });
      own.place({ side: 'sell', quantity: 4, lot });
    });
    const lot = wheel.lots[0]?.id;
    wheel.row(barOf(2, [100]), () => wheel.place({ side: 'sell', quantity: 6 }));
    for (const order of ['0-2', '0-3']) {
      expect(told(wheel, order).at(-1)).toEqual(['working', 'AMENDED', { quantity: 6 }]);
    }
    wheel.row(barOf(3, [100]));
    for (const order of ['0-2', '0-3']) {
      expect(told(wheel, order).at(-1)).toEqual(['cancelled', 'CANCELLED_LOT_CLOSED', { lot }]);
    }
  });

  it('of being reduce-only where nothing is left to reduce', () => {
    const wheel = wheelWith();
    wheel.row(signal, () => wheel.place({ quantity: 3 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ side: 'sell', quantity: 5, reduceOnly: true }));
    wheel.row(barOf(2, [100]));
    expect(told(wheel, '0-2').at(-1)).toEqual(['cancelled', 'REDUCE_ONLY', { quantity: 2, held: 0 }]);
    expect(wheel.lots).toEqual([]);
  });

  it('of a share that buys nothing: the price and the money', () => {
    const wheel = wheelWith({ cash: 100 });
    wheel.row(signal, () => wheel.place({ fraction: 0.5 }));
    wheel.row(barOf(1, [150]));
    expect(told(wheel, '0-1').at(-1)).toEqual(['rejected', 'SIZE_ZERO', { price: 150, available: 100 }]);
  });

  it('of a share that risk does not let through: its reason', () => {
    const wheel = wheelWith({}, { approveSized: (quantity) => quantity < 50 });
    wheel.row(signal, () => wheel.place({ fraction: 0.5 }));
    wheel.row(barOf(1, [100]));
    expect(told(wheel, '0-1').at(-1)).toEqual(['rejected', 'ORDER_QUANTITY_MAX', { quantity: 50 }]);
  });
});

describe('a share of the buying power under the rules of backtesting.py', () => {
  it('stays one when its price is changed, and is none when its size is', () => {
    for (const [change, bought] of [
      [{ limitPrice: 50 }, 100],
      [{ quantity: 7 }, 7],
    ] as const) {
      const wheel = wheelWith();
      wheel.row(signal, () => wheel.place({ fraction: 0.5, limitPrice: 60 }));
      wheel.command({ kind: 'amend', order: '0-1', change });
      wheel.row(barOf(1, [50]));
      expect(wheel.fills.map(({ quantity }) => quantity)).toEqual([bought]);
    }
  });

  it('is approved in the units of the instrument, at its price', () => {
    const asked: number[] = [];
    const wheel = wheelWith(
      { fractionalUnit: 0.5 },
      {
        approveSized: (quantity) => {
          asked.push(quantity);
          return true;
        },
      },
    );
    wheel.row(signal, () => wheel.place({ fraction: 0.5 }));
    wheel.row(barOf(1, [400]));
    expect(asked).toEqual([12.5]);
    expect(wheel.fills).toMatchObject([{ quantity: 12.5, price: 400 }]);
  });

  it('leaves out what another holding ties up by its multiplier', () => {
    const wheel = wheelWith({ cash: 10_000 }, { instrument: { multiplier: 2 } });
    wheel.row(signal, () => wheel.place({ quantity: 10 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ fraction: 0.5 }));
    wheel.row(barOf(2, [100]));
    expect(wheel.fills.map(({ quantity }) => quantity)).toEqual([10, 20]);
  });
});

describe('orders of another symbol under the rules of backtesting.py', () => {
  it('keep their place and their lots where a new one displaces others', () => {
    const wheel = wheelWith({ exclusiveOrders: true });
    wheel.row(barOf(0, [50], { symbol: 'Y' }), () => wheel.place({ symbol: 'Y' }));
    wheel.row(barOf(1, [50], { symbol: 'Y' }));
    wheel.row(barOf(1, [100]), () => {
      wheel.place({ limitPrice: 60 });
      wheel.place({ limitPrice: 70 });
    });
    wheel.row(barOf(2, [50], { symbol: 'Y' }), () => wheel.place({ symbol: 'Y', limitPrice: 20 }));
    wheel.row(barOf(3, [50], { symbol: 'Y' }));
    // The order for Y has closed what was held in Y, and the second one for X has displaced the first alone.
    expect(wheel.lots).toEqual([]);
    expect(['0-2', '0-3'].map((order) => wheel.stateOf(order))).toEqual([
      ['cancelled', 'CANCELLED_EXCLUSIVE'],
      ['working', null],
    ]);
    const held = wheelWith({ exclusiveOrders: true });
    held.row(barOf(0, [50], { symbol: 'Y' }), () => held.place({ symbol: 'Y' }));
    held.row(barOf(1, [50], { symbol: 'Y' }));
    held.row(barOf(1, [100]), () => held.place({}));
    held.row(barOf(2, [50], { symbol: 'Y' }));
    held.row(barOf(2, [100]));
    expect(held.lots.map(({ symbol }) => symbol)).toEqual(['Y', 'X']);
  });

  it('are closed by nothing but an order of their own', () => {
    const wheel = wheelWith();
    wheel.row(barOf(0, [50], { symbol: 'Y' }), () => wheel.place({ symbol: 'Y', quantity: 5 }));
    wheel.row(barOf(1, [50], { symbol: 'Y' }));
    wheel.row(barOf(1, [100]), () => wheel.place({ side: 'sell', quantity: 5 }));
    wheel.row(barOf(2, [100]));
    expect(wheel.lots.map(({ symbol, quantity }) => [symbol, quantity])).toEqual([
      ['Y', 5],
      ['X', -5],
    ]);
  });
});

describe('where and when a limit of backtesting.py fills', () => {
  const filled = (wish: object, prices: readonly [number, number, number, number]) => {
    const wheel = wheelWith();
    wheel.row(signal, () => wheel.place(wish));
    const bar = barOf(1, prices);
    wheel.row(bar);
    return wheel.fills.map(({ price, happenedAt }) => [price, happenedAt === bar.start ? 'open' : 'end']);
  };

  it.each([
    ['buy', 100, [100, 105, 95, 100], 100, 'open'],
    ['buy', 99, [100, 105, 95, 100], 99, 'end'],
    ['sell', 100, [100, 105, 95, 100], 100, 'open'],
    ['sell', 101, [100, 105, 95, 100], 101, 'end'],
    ['sell', 99, [100, 105, 95, 100], 100, 'open'],
  ] as const)('%s at %d: at the first price that is no worse', (side, limitPrice, prices, price, when) => {
    expect(filled({ side, limitPrice }, prices)).toEqual([[price, when]]);
  });

  it.each([
    ['buy', 100, 'open'],
    ['buy', 101, 'end'],
    ['sell', 100, 'open'],
    ['sell', 99, 'end'],
  ] as const)('a stop to %s at %d: at the open that has reached it', (side, stopPrice, when) => {
    expect(filled({ side, stopPrice }, [100, 105, 95, 100])).toEqual([[stopPrice, when]]);
  });
});

describe('an account that is ruined under the rules of backtesting.py', () => {
  it('closes with orders of the house, and takes all others back', () => {
    const wheel = wheelWith({ cash: 1_000, marginRatio: 0.1 });
    wheel.row(signal, () => wheel.place({ quantity: 90 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ limitPrice: 10 }));
    wheel.row(barOf(2, [80]));
    expect(wheel.lots).toEqual([]);
    expect(told(wheel, '0-2').at(-1)).toEqual(['cancelled', 'RUINED', {}]);
    const house = wheel.answers.find(({ kind }) => kind === 'house');
    expect(house).toMatchObject({ order: { because: 'ruin', side: 'sell', quantity: 90, role: 'close' } });
    expect(wheel.fills.at(-1)).toMatchObject({ quantity: 90, price: 80, effect: 'close', complete: true });
  });

  it('is one whose equity is exactly nothing', () => {
    for (const [price, ruined] of [
      [90, true],
      [90.01, false],
    ] as const) {
      const wheel = wheelWith({ cash: 1_000, marginRatio: 0.1 });
      wheel.row(signal, () => wheel.place({ quantity: 100 }));
      wheel.row(barOf(1, [100]));
      wheel.row(barOf(2, [price]));
      expect(wheel.answers.some(({ kind }) => kind === 'ruin')).toBe(ruined);
    }
  });
});
