import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Volatility } from '../../../../src/brokers/simulated/realistic/volatility.js';
import type { CorporateAction } from '../../../../src/domain/market-event.js';
import { barOf } from '../bar-of.js';
import type { SmallWheel } from '../small-wheel.js';
import { realisticWheel } from './realistic-wheel.js';

const DAY_MS = 86_400_000;

/** Just before the n-th bar of X begins. */
const actionOf = (n: number, action: 'split' | 'dividend', value: number): CorporateAction => ({
  kind: 'action',
  symbol: 'X',
  at: n * DAY_MS + 0.001,
  happenedAt: n * DAY_MS,
  action,
  value,
});

const orderOf = (wheel: SmallWheel, id: string) => wheel.portfolio.order(id)?.order;

describe('a split that the realistic broker books', () => {
  it('lets limits, stops and stop-limits follow, and each is told why', () => {
    const wheel = realisticWheel();
    wheel.row(barOf(0, [100]), () => {
      wheel.place({ quantity: 10, type: 'limit', limitPrice: 90, timeInForce: 'gtc' });
      wheel.place({ side: 'sell', quantity: 3, type: 'stop', stopPrice: 80, timeInForce: 'gtc' });
      wheel.place({ quantity: 5, type: 'stop-limit', stopPrice: 120, limitPrice: 126, timeInForce: 'gtc' });
    });
    wheel.row(actionOf(1, 'split', 2));
    expect(orderOf(wheel, '0-1')).toMatchObject({ quantity: 20, limitPrice: 45 });
    expect(orderOf(wheel, '0-2')).toMatchObject({ quantity: 6, stopPrice: 40 });
    expect(orderOf(wheel, '0-3')).toMatchObject({ quantity: 10, stopPrice: 60, limitPrice: 63 });
    for (const id of ['0-1', '0-2', '0-3']) expect(wheel.stateOf(id)).toEqual(['working', 'FOLLOWS_SPLIT']);
    wheel.row(barOf(1, [50, 50, 44, 46]));
    expect(wheel.fills).toMatchObject([{ order: '0-1', quantity: 20, price: 45, complete: true }]);
  });

  it('leaves parts of a lot out of an order, and other symbols alone', () => {
    const wheel = realisticWheel();
    wheel.row(barOf(0, [100]), () => {
      wheel.place({ quantity: 5, type: 'limit', limitPrice: 90, timeInForce: 'gtc' });
      wheel.place({ symbol: 'Y', quantity: 5, type: 'limit', limitPrice: 90, timeInForce: 'gtc' });
    });
    wheel.row(actionOf(1, 'split', 1.5));
    expect(orderOf(wheel, '0-1')).toMatchObject({ quantity: 7, limitPrice: 60 });
    expect(orderOf(wheel, '0-2')).toMatchObject({ quantity: 5, limitPrice: 90 });
    expect(wheel.said('0-2')).toHaveLength(1);
  });

  it('counts what has filled of an order in new units, and its commission too', () => {
    const wheel = realisticWheel();
    wheel.row(barOf(0, [100], { volume: 1e6 }), () => {
      wheel.place({ quantity: 1_000, timeInForce: 'gtc' });
    });
    // At most a fortieth of the volume: 600, then the rest.
    wheel.row(barOf(1, [100], { volume: 24_000 }));
    expect(wheel.fills).toMatchObject([{ quantity: 600, commission: expect.closeTo(3, 9) }]);
    wheel.row(actionOf(2, 'split', 2));
    expect(orderOf(wheel, '0-1')?.quantity).toBe(2_000);
    expect(wheel.portfolio.order('0-1')).toMatchObject({ filled: 1_200, state: 'partial' });
    wheel.row(barOf(2, [50], { volume: 1e6 }));
    // 800 new shares at half a cent, and nothing for the old ones again.
    expect(wheel.fills.at(-1)).toMatchObject({
      quantity: 800,
      commission: expect.closeTo(4, 9),
      complete: true,
    });
    expect(wheel.portfolio.position('p', 'X')).toBe(2_000);
  });

  it('lets the exits of a bracket protect all that there is then', () => {
    const wheel = realisticWheel();
    wheel.row(barOf(0, [100]), () => {
      wheel.place(
        { quantity: 10 },
        { role: 'stop-loss', stopPrice: 90, timeInForce: 'gtc' },
        { role: 'take-profit', limitPrice: 120, timeInForce: 'gtc' },
      );
    });
    wheel.row(barOf(1, [100]));
    wheel.row(actionOf(2, 'split', 3));
    wheel.row(barOf(2, [33, 33, 29, 30]));
    expect(wheel.fills.at(-1)).toMatchObject({ order: '0-2', quantity: 30, price: 30 });
    expect(wheel.lots).toEqual([]);
    expect(wheel.stateOf('0-3')).toEqual(['cancelled', 'CANCELLED_OCO']);
  });

  it('in reverse takes back what names a price; a market order is for fewer units, or for none', () => {
    const wheel = realisticWheel();
    wheel.row(barOf(0, [10]), () => {
      wheel.place(
        { quantity: 100, type: 'limit', limitPrice: 9, timeInForce: 'gtc' },
        { role: 'stop-loss', stopPrice: 8 },
      );
      wheel.place({ quantity: 105, timeInForce: 'gtc' });
      wheel.place({ quantity: 9, timeInForce: 'gtc' });
    });
    wheel.row(actionOf(1, 'split', 0.1));
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_SPLIT']);
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'CANCELLED_PARENT']);
    expect(wheel.stateOf('0-4')).toEqual(['cancelled', 'CANCELLED_SPLIT']);
    wheel.row(barOf(1, [100]));
    expect(wheel.fills).toMatchObject([{ order: '0-3', quantity: 10, complete: true }]);
  });

  it('comes after what ended the evening before', () => {
    const wheel = realisticWheel({ sessionEnd: (_symbol, at) => Math.ceil((at + 1) / DAY_MS) * DAY_MS });
    wheel.row(barOf(0, [100]), () => {
      wheel.place({ quantity: 10, type: 'limit', limitPrice: 90, timeInForce: 'day' });
    });
    wheel.row(actionOf(2, 'split', 2));
    expect(wheel.said('0-1').map(({ state }) => state)).toEqual(['working', 'expired']);
  });
});

describe('how much closes have moved of late', () => {
  it('is the same whether a symbol was split in between or not', () => {
    const [whole, halved] = [new Volatility(), new Volatility()];
    const closes = [100, 103, 99, 104, 101];
    closes.forEach((close, day) => {
      whole.add('X', close);
      if (day === 3) halved.split('X', 2);
      halved.add('X', day < 3 ? close : close / 2);
    });
    expect(halved.of('X')).toBeCloseTo(whole.of('X') ?? Number.NaN, 12);
    expect(whole.of('X')).toBeGreaterThan(0.02);
  });
});

describe('a dividend that the realistic broker books', () => {
  it('lowers limits to buy and stops to sell, and leaves limits to sell and stops to buy', () => {
    const wheel = realisticWheel();
    const gtc = { quantity: 1, timeInForce: 'gtc' } as const;
    wheel.row(barOf(0, [100]), () => {
      wheel.place({ ...gtc, type: 'limit', limitPrice: 90 });
      wheel.place({ ...gtc, side: 'sell', type: 'stop', stopPrice: 80 });
      wheel.place({ ...gtc, side: 'sell', type: 'stop-limit', stopPrice: 80, limitPrice: 79 });
      wheel.place({ ...gtc, side: 'sell', type: 'limit', limitPrice: 120 });
      wheel.place({ ...gtc, type: 'stop', stopPrice: 120 });
      wheel.place(gtc);
    });
    wheel.row(actionOf(1, 'dividend', 2));
    expect(orderOf(wheel, '0-1')).toMatchObject({ quantity: 1, limitPrice: 88 });
    expect(orderOf(wheel, '0-2')).toMatchObject({ stopPrice: 78 });
    expect(orderOf(wheel, '0-3')).toMatchObject({ stopPrice: 78, limitPrice: 77 });
    expect(orderOf(wheel, '0-4')).toMatchObject({ limitPrice: 120 });
    expect(orderOf(wheel, '0-5')).toMatchObject({ stopPrice: 120 });
    expect(['0-1', '0-2', '0-3', '0-4', '0-5', '0-6'].map((id) => wheel.stateOf(id)[1])).toEqual([
      'FOLLOWS_DIVIDEND',
      'FOLLOWS_DIVIDEND',
      'FOLLOWS_DIVIDEND',
      null,
      null,
      null,
    ]);
    // The price falls by the dividend and nothing else: the stop does not trigger, though 79 was under it.
    wheel.row(barOf(1, [98, 98, 79, 98]));
    expect(wheel.stateOf('0-2')[0]).toBe('working');
  });

  it('of less than a cent moves nothing', () => {
    const wheel = realisticWheel();
    wheel.row(barOf(0, [100]), () => {
      wheel.place({ quantity: 1, type: 'limit', limitPrice: 90, timeInForce: 'gtc' });
    });
    wheel.row(actionOf(1, 'dividend', 0.009));
    expect(orderOf(wheel, '0-1')?.limitPrice).toBe(90);
  });
});

const wish = fc.record({
  side: fc.constantFrom('buy' as const, 'sell' as const),
  quantity: fc.integer({ min: 1, max: 500 }),
  price: fc.integer({ min: 50, max: 150 }),
  type: fc.constantFrom('market' as const, 'limit' as const, 'stop' as const),
});

describe('whatever is held and whatever works', () => {
  it('a split makes nobody richer, and what the broker and the portfolio know of orders is the same', () => {
    fc.assert(
      fc.property(
        fc.array(wish, { maxLength: 8 }),
        fc.array(wish, { maxLength: 8 }),
        fc.constantFrom(2, 3, 7, 1.5, 0.5, 0.1),
        (before, after, value) => {
          const wheel = realisticWheel();
          const place = (wishes: readonly (typeof before)[number][]) => () => {
            for (const { price, type, ...rest } of wishes) {
              const prices = {
                limitPrice: type === 'limit' ? price : null,
                stopPrice: type === 'stop' ? price : null,
              };
              wheel.place({ ...rest, ...prices, type, timeInForce: 'gtc' });
            }
          };
          wheel.row(barOf(0, [100]), place(before));
          wheel.row(barOf(1, [100, 120, 80, 100]), place(after));
          const worth = wheel.portfolio.equity('p');
          const asked = wheel.portfolio.liveOrders('p');
          wheel.row(actionOf(2, 'split', value));
          expect(Math.abs(wheel.portfolio.equity('p') - worth)).toBeLessThanOrEqual(1e-9 * worth);
          expect(Number.isInteger(wheel.portfolio.position('p', 'X'))).toBe(true);
          for (const { order } of asked) {
            const record = wheel.portfolio.order(order.id);
            const price = order.limitPrice ?? order.stopPrice;
            if (value < 1 && price !== null) expect(record?.state).toBe('cancelled');
            else
              expect([0, Math.floor((order.quantity ?? 0) * value)]).toContain(
                record?.state === 'cancelled' ? 0 : record?.order.quantity,
              );
          }
          const [low, high] = [10 / value, 1_000 / value];
          wheel.row(barOf(2, [100 / value, high, low, 100 / value]));
          // What the broker fills is what the portfolio was told.
          for (const { order, filled, state } of asked.map(({ order: { id } }) => {
            const record = wheel.portfolio.order(id);
            if (!record) throw new Error(`order ${id} is gone`);
            return record;
          })) {
            if (state === 'filled') expect(filled).toBe(order.quantity);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
