import { describe, expect, it } from '@jest/globals';
import { BacktraderBroker } from '../../../../src/brokers/simulated/backtrader/backtrader-broker.js';
import type { Order } from '../../../../src/domain/order.js';
import { barOf } from '../bar-of.js';
import { SmallWheel, type World } from '../small-wheel.js';

const make: World['make'] = (settings, context) => new BacktraderBroker(settings, context);
const wheelOf = (world: Partial<World> = {}): SmallWheel => new SmallWheel({ ...world, make });
const FUTURE = {
  settlement: 'daily',
  multiplier: 10,
  margin: { initial: 1_000, maintenance: 1_000 },
} as const;

const pricesOf = (wheel: SmallWheel): readonly (readonly [string, number, number])[] =>
  wheel.fills.map(({ side, quantity, price }) => [side, quantity, price]);

/** Each was seen by running backtrader 1.9.78.123; the numbers can be followed by hand. */
describe('the broker of backtrader', () => {
  it('fills a market order at the next open, and says when', () => {
    const wheel = wheelOf();
    wheel.row(barOf(0, [10]), () => wheel.place({ quantity: 3 }));
    wheel.row(barOf(1, [11, 13, 10, 12]));
    expect(wheel.fills).toMatchObject([
      { price: 11, quantity: 3, bar: 'current', happenedAt: barOf(1, [1]).start },
    ]);
    expect(wheel.portfolio.equity('p')).toBe(10_003);
  });

  it('holds new orders against the cash at their own price, one after the other, below 0 too', () => {
    const wheel = wheelOf({ settings: { cash: 100 } });
    const ids: string[] = [];
    wheel.row(barOf(0, [10]), () => {
      ids.push(...[6, 5, 1].map((quantity) => wheel.place({ quantity })[0]));
    });
    wheel.row(barOf(1, [10]));
    // 60, then 110 of 100: the third starts from -10, though 40 are left.
    expect(ids.map((id) => wheel.stateOf(id))).toEqual([
      ['filled', null],
      ['rejected', 'BUYING_POWER_SHORT'],
      ['rejected', 'BUYING_POWER_SHORT'],
    ]);
  });

  it('refuses at the open what the close before could pay for', () => {
    const wheel = wheelOf({ settings: { cash: 100 } });
    let order = '';
    wheel.row(barOf(0, [10]), () => ([order] = wheel.place({ quantity: 10 })));
    wheel.row(barOf(1, [11]));
    expect(wheel.stateOf(order)).toEqual(['rejected', 'BUYING_POWER_SHORT']);
    expect(wheel.said(order).at(-1)?.facts).toEqual({ needed: 110, available: 100 });
  });

  it('closes what is held and leaves the rest of a reversal where the cash is short', () => {
    const wheel = wheelOf({ settings: { cash: 100, shortCash: false, checkSubmit: false } });
    let order = '';
    wheel.row(barOf(0, [10]), () => wheel.place({ quantity: 5 }));
    wheel.row(barOf(1, [10]), () => ([order] = wheel.place({ side: 'sell', quantity: 40 })));
    wheel.row(barOf(2, [10]));
    expect(pricesOf(wheel).at(-1)).toEqual(['sell', 5, 10]);
    expect(wheel.stateOf(order)).toEqual(['cancelled', 'BUYING_POWER_SHORT']);
  });

  it('settles a future every bar: cash follows the closes, margin is out of it', () => {
    const wheel = wheelOf({ instrument: FUTURE, settings: { commissionPerUnit: 2, cash: 5_000 } });
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 2 }));
    wheel.row(barOf(1, [100, 106, 95, 105]), () => wheel.place({ quantity: 3 }));
    // 2 contracts: 5000 - 2 x (1000 + 2) + 2 x 5 x 10 = 3096 are left, and 3 cost 3006.
    expect(wheel.portfolio.equity('p')).toBe(5_096);
    wheel.row(barOf(2, [104, 104, 104, 104]));
    // The two are settled at 104 before three join them: 5096 - 20 - 6.
    expect(wheel.portfolio.equity('p')).toBe(5_070);
    wheel.row(barOf(3, [90]));
    expect(wheel.portfolio.equity('p')).toBe(5_070 - 5 * 14 * 10);
  });

  it('wakes the exits of a bracket with the bar after the fill, and one ends the other', () => {
    const wheel = wheelOf();
    let ids: readonly string[] = [];
    wheel.row(barOf(0, [10]), () => {
      ids = wheel.place(
        {},
        { role: 'stop-loss', stopPrice: 9, type: 'stop' },
        { role: 'take-profit', limitPrice: 12, type: 'limit' },
      );
    });
    wheel.row(barOf(1, [10, 13, 8, 10]));
    expect(pricesOf(wheel)).toEqual([['buy', 1, 10]]);
    wheel.row(barOf(2, [10, 13, 8, 10]));
    expect(pricesOf(wheel)).toEqual([
      ['buy', 1, 10],
      ['sell', 1, 9],
    ]);
    expect(ids.map((id) => wheel.stateOf(id)[0])).toEqual(['filled', 'filled', 'cancelled']);
  });

  it('lets an exit open the other way when what it protected is gone', () => {
    const wheel = wheelOf();
    wheel.row(barOf(0, [10]), () => wheel.place({}, { role: 'stop-loss', stopPrice: 9, type: 'stop' }));
    wheel.row(barOf(1, [10]), () => wheel.place({ side: 'sell' }));
    wheel.row(barOf(2, [10]));
    wheel.row(barOf(3, [8]));
    expect(wheel.portfolio.position('p', 'X')).toBe(-1);
  });

  it('takes a whole bracket back with one of its members, before the parent has filled', () => {
    const wheel = wheelOf();
    let ids: readonly string[] = [];
    wheel.row(barOf(0, [10]), () => {
      ids = wheel.place({ limitPrice: 5 }, { role: 'stop-loss', stopPrice: 4, type: 'stop' });
    });
    wheel.row(barOf(1, [10]), () => wheel.cancel(ids[1] ?? ''));
    expect(ids.map((id) => wheel.stateOf(id)[0])).toEqual(['cancelled', 'cancelled']);
  });

  it('cannot take an order back in the bar in which it was sent', () => {
    const wheel = wheelOf();
    wheel.row(barOf(0, [10]), () => {
      const [order] = wheel.place({});
      wheel.cancel(order);
    });
    expect(wheel.answers.at(-1)).toMatchObject({ kind: 'notice', code: 'RULES_UNSUPPORTED' });
    wheel.row(barOf(1, [10]));
    expect(wheel.fills).toHaveLength(1);
  });

  it('ends a day order before a bar of another date, a gtd order before one that ends past its time', () => {
    const wheel = wheelOf();
    const ids: string[] = [];
    const limit = { limitPrice: 10, type: 'limit' } as const;
    const noon = barOf(1, [1]).start + 43_200_000;
    wheel.row(barOf(0, [11], { sessionDate: '2006-01-02' }), () => {
      ids.push(...wheel.place({ ...limit, timeInForce: 'day' }));
      ids.push(...wheel.place({ ...limit, timeInForce: 'gtd', expiresAt: noon }));
      ids.push(...wheel.place({ timeInForce: 'day' }));
    });
    wheel.row(barOf(1, [11, 11, 9, 10], { sessionDate: '2006-01-03' }));
    expect(ids.map((id) => wheel.stateOf(id))).toEqual([
      ['expired', 'EXPIRED_TIME'],
      ['expired', 'EXPIRED_TIME'],
      ['filled', null],
    ]);
  });

  it('prices an order for the close at the close of its session, or of the last bar in it', () => {
    const end = 3 * 86_400_000;
    const onTime = wheelOf({ sessionEnd: () => end });
    onTime.row(barOf(0, [10]), () => onTime.place({ timeInForce: 'close' }));
    onTime.row(barOf(1, [11]));
    onTime.row(barOf(2, [12, 14, 11, 13]));
    expect(onTime.fills).toMatchObject([{ price: 13, bar: 'current', happenedAt: end }]);
    const late = wheelOf({ sessionEnd: () => end });
    late.row(barOf(0, [10]), () => late.place({ timeInForce: 'close' }));
    late.row(barOf(1, [11]));
    late.row(barOf(4, [20]));
    expect(late.fills).toMatchObject([{ price: 11, bar: 'previous', happenedAt: 2 * 86_400_000 }]);
  });

  it.each<readonly [what: string, wish: Partial<Order>]>([
    ['ioc', { timeInForce: 'ioc' }],
    ['fok', { timeInForce: 'fok' }],
    ['open', { timeInForce: 'open' }],
    ['a limit at the close', { timeInForce: 'close', limitPrice: 9 }],
    ['a lot', { lot: '1' }],
    ['reduce-only', { reduceOnly: true }],
    ['a fraction', { fraction: 0.5 }],
  ])('refuses %s', (_, wish) => {
    const wheel = wheelOf();
    let order = '';
    wheel.row(barOf(0, [10]), () => ([order] = wheel.place(wish)));
    expect(wheel.stateOf(order)).toEqual(['rejected', 'RULES_UNSUPPORTED']);
  });

  it.each([
    ['a multiplier', { multiplier: 10 }],
    ['a margin', { margin: { initial: 100, maintenance: 100 } }],
  ])('refuses %s of what is settled in cash', (_, instrument) => {
    const wheel = wheelOf({ instrument });
    let order = '';
    wheel.row(barOf(0, [10]), () => ([order] = wheel.place({})));
    expect(wheel.stateOf(order)).toEqual(['rejected', 'RULES_UNSUPPORTED']);
  });

  it('refuses an order before the first price, its exits with it, and any change', () => {
    const wheel = wheelOf();
    const ids = wheel.place({}, { role: 'stop-loss', stopPrice: 9, type: 'stop' });
    expect(ids.map((id) => wheel.stateOf(id))).toEqual([
      ['rejected', 'PRICE_UNKNOWN'],
      ['rejected', 'PRICE_UNKNOWN'],
    ]);
    let order = '';
    wheel.row(barOf(0, [10]), () => ([order] = wheel.place({ limitPrice: 5 })));
    wheel.row(barOf(1, [10]), () => wheel.command({ kind: 'amend', order, change: { limitPrice: 20 } }));
    wheel.row(barOf(2, [10]));
    expect(wheel.stateOf(order)).toEqual(['working', 'RULES_UNSUPPORTED']);
  });

  it('says that a stop was reached where its limit makes it wait, a limit order from then on', () => {
    const wheel = wheelOf();
    let order = '';
    wheel.row(barOf(0, [10]), () => {
      [order] = wheel.place({ stopPrice: 12, limitPrice: 11 });
    });
    wheel.row(barOf(1, [12.5]));
    expect(wheel.stateOf(order)).toEqual(['working', 'STOP_TRIGGERED']);
    wheel.row(barOf(2, [11.5, 11.5, 10, 11]));
    expect(pricesOf(wheel)).toEqual([['buy', 1, 11]]);
  });

  it('keeps the accounts of two pipelines apart', () => {
    const wheel = wheelOf({ settings: { cash: 100 } });
    const ids: string[] = [];
    wheel.row(barOf(0, [10]), () => {
      ids.push(...wheel.place({ quantity: 9 }), ...wheel.place({ quantity: 9, pipeline: 'q' }));
    });
    wheel.row(barOf(1, [10, 20, 10, 20]));
    expect(ids.map((id) => wheel.stateOf(id)[0])).toEqual(['filled', 'filled']);
    expect([wheel.portfolio.equity('p'), wheel.portfolio.equity('q')]).toEqual([190, 190]);
  });
});
