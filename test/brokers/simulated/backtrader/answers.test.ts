import { describe, expect, it } from '@jest/globals';
import { BacktraderBroker } from '../../../../src/brokers/simulated/backtrader/backtrader-broker.js';
import { barOf } from '../bar-of.js';
import { SmallWheel, type World } from '../small-wheel.js';

const wheelOf = (world: Partial<World> = {}): SmallWheel =>
  new SmallWheel({ ...world, make: (settings, context) => new BacktraderBroker(settings, context) });

const told = (wheel: SmallWheel, order: string) =>
  wheel.said(order).map(({ state, code, facts }) => [state, code, facts]);

const signal = barOf(0, [10]);
const exit = { role: 'stop-loss', stopPrice: 9, type: 'stop' } as const;

describe('what an order under the rules of backtrader is told', () => {
  it.each([
    ['fraction', { fraction: 0.5 }],
    ['time in force open', { timeInForce: 'open' }],
    ['time in force close of a limit', { timeInForce: 'close', limitPrice: 9 }],
    ['lot', { lot: '1' }],
    ['reduceOnly', { reduceOnly: true }],
  ] as const)('where it cannot be: %s', (what, wish) => {
    const wheel = wheelOf();
    wheel.row(signal, () => wheel.place(wish));
    const facts = { rules: 'backtrader', what: expect.stringContaining(what) };
    expect(told(wheel, '0-1')).toEqual([['rejected', 'RULES_UNSUPPORTED', facts]]);
  });

  it('without a price: of which symbol', () => {
    const wheel = wheelOf();
    wheel.place({});
    expect(told(wheel, '0-1')).toEqual([['rejected', 'PRICE_UNKNOWN', { symbol: 'X' }]]);
  });

  it('without the cash: how much it lacks, and whose exits go with it', () => {
    const wheel = wheelOf({ settings: { cash: 100 } });
    wheel.row(signal, () => wheel.place({ quantity: 11 }, exit));
    wheel.row(barOf(1, [10]));
    expect(told(wheel, '0-1').at(-1)).toEqual([
      'rejected',
      'BUYING_POWER_SHORT',
      { needed: 110, available: 100 },
    ]);
    expect(told(wheel, '0-2').at(-1)).toEqual(['rejected', 'CANCELLED_PARENT', { order: '0-1' }]);
  });

  it('before its check that it waits, then that it works, its exits with its fill', () => {
    const wheel = wheelOf();
    wheel.row(signal, () => wheel.place({ limitPrice: 9 }, exit));
    wheel.row(barOf(1, [10, 10, 9.5, 10]));
    wheel.row(barOf(2, [10, 10, 9, 10]));
    expect(told(wheel, '0-1').map(([state]) => state)).toEqual(['pending', 'working']);
    expect(told(wheel, '0-2').map(([state]) => state)).toEqual(['pending', 'pending', 'working']);
    expect(wheel.fills).toMatchObject([{ effect: 'net', lot: null, entryCommission: null, complete: true }]);
  });

  it('of a change that it is none, in the state it is in', () => {
    const wheel = wheelOf();
    wheel.row(signal, () => wheel.place({ limitPrice: 9 }));
    wheel.command({ kind: 'amend', order: '0-1', change: { limitPrice: 8 } });
    expect(wheel.stateOf('0-1')).toEqual(['pending', 'RULES_UNSUPPORTED']);
    wheel.cancel('0-1');
    expect(wheel.answers.at(-1)).toMatchObject({
      code: 'RULES_UNSUPPORTED',
      facts: { rules: 'backtrader', order: '0-1' },
    });
  });

  it('of its stop and of its end', () => {
    const wheel = wheelOf();
    wheel.row(signal, () => {
      wheel.place({ stopPrice: 12, limitPrice: 11 });
      wheel.place({ limitPrice: 5, timeInForce: 'gtd', expiresAt: barOf(1, [1]).at });
      wheel.place({ limitPrice: 5, timeInForce: 'day' });
    });
    wheel.row(barOf(1, [12.5], { sessionDate: 'day 0' }));
    expect(wheel.stateOf('0-2')[0]).toBe('working');
    expect(wheel.stateOf('0-3')[0]).toBe('working');
    wheel.row(barOf(2, [12.5]));
    expect(told(wheel, '0-1').filter(([, code]) => code)).toEqual([
      ['working', 'STOP_TRIGGERED', { stopPrice: 12 }],
    ]);
    expect(told(wheel, '0-2').at(-1)).toEqual(['expired', 'EXPIRED_TIME', { timeInForce: 'gtd' }]);
    expect(told(wheel, '0-3').at(-1)).toEqual(['expired', 'EXPIRED_TIME', { timeInForce: 'day' }]);
  });

  it('when it filled: at the open, later in the bar, or at the close before', () => {
    const next = barOf(1, [10, 12, 8, 10]);
    const at = (wish: object, settings = {}) => {
      const wheel = wheelOf({ settings });
      wheel.row(signal, () => wheel.place(wish));
      wheel.row(next);
      return wheel.fills.map(({ happenedAt, bar }) => [happenedAt, bar]);
    };
    expect(at({})).toEqual([[next.start, 'current']]);
    expect(at({ limitPrice: 9 })).toEqual([[next.at, 'current']]);
    expect(at({}, { tradeOnClose: true })).toEqual([[signal.at, 'previous']]);
  });

  it('of a bar of its own symbol alone', () => {
    const wheel = wheelOf();
    wheel.row(barOf(0, [10], { symbol: 'Y' }));
    wheel.row(signal, () => wheel.place({}));
    wheel.row(barOf(1, [20], { symbol: 'Y' }));
    expect(wheel.fills).toEqual([]);
    wheel.row(barOf(1, [11]));
    expect(wheel.fills).toMatchObject([{ price: 11 }]);
  });
});

describe('a group under the rules of backtrader', () => {
  const grouped = () => {
    const wheel = wheelOf();
    wheel.row(signal, () => {
      wheel.place({ limitPrice: 9, oco: 'g' });
      wheel.place({ limitPrice: 5, oco: 'g' });
      wheel.place({ limitPrice: 5, oco: 'h' });
      wheel.place({ limitPrice: 5 });
    });
    wheel.row(barOf(1, [10]));
    return wheel;
  };
  const alive = ['working', null] as const;

  it('ends with the first fill, and no other with it', () => {
    const wheel = grouped();
    wheel.row(barOf(2, [10, 10, 9, 10]));
    expect(told(wheel, '0-2').at(-1)).toEqual(['cancelled', 'CANCELLED_OCO', { order: '0-1' }]);
    expect([wheel.stateOf('0-3'), wheel.stateOf('0-4')]).toEqual([alive, alive]);
  });

  it('is taken back with one of its orders, and begins anew with the next', () => {
    const wheel = grouped();
    wheel.cancel('0-2');
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_OCO']);
    expect(told(wheel, '0-2').at(-1)).toEqual(['cancelled', 'CANCELLED_BY_REQUEST', {}]);
    wheel.place({ limitPrice: 4, oco: 'g' });
    wheel.row(barOf(2, [10]));
    expect(wheel.stateOf('0-5')).toEqual(alive);
    expect([wheel.stateOf('0-3'), wheel.stateOf('0-4')]).toEqual([alive, alive]);
  });

  it('of a bracket ends with its parent or with one exit: who was first is named', () => {
    const wheel = wheelOf();
    const target = { role: 'take-profit', limitPrice: 12, type: 'limit' } as const;
    wheel.row(signal, () => {
      wheel.place({ limitPrice: 5 }, exit, target);
      wheel.place({}, exit, target);
    });
    wheel.row(barOf(1, [10]), () => wheel.cancel('0-1'));
    wheel.row(barOf(2, [10, 13, 10, 10]));
    expect(told(wheel, '0-2').at(-1)).toEqual(['cancelled', 'CANCELLED_PARENT', { order: '0-1' }]);
    expect(told(wheel, '0-5').at(-1)).toEqual(['cancelled', 'CANCELLED_OCO', { order: '0-6' }]);
  });
});
