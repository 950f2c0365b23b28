import { describe, expect, it } from '@jest/globals';
import type { BrokerSettings } from '../../../../src/brokers/simulated/broker-settings.js';
import { backtestingPy } from '../backtesting-py-maker.js';
import { barOf } from '../bar-of.js';
import { SmallWheel, type World } from '../small-wheel.js';

const wheelWith = (settings: Partial<BrokerSettings> = {}, world: Partial<World> = {}) =>
  new SmallWheel({
    ...world,
    settings,
    make: backtestingPy,
  });

const signal = barOf(0, [100]);

describe('the broker of backtesting.py, where its bars meet orders', () => {
  it('dates a fill at the open at the bar’s start, one inside it at its end', () => {
    const wheel = wheelWith();
    const next = barOf(1, [101, 110, 90, 105]);
    wheel.row(signal, () => {
      wheel.place({});
      wheel.place({ stopPrice: 108 });
      wheel.place({ stopPrice: 100.5 });
      wheel.place({ limitPrice: 95 });
      wheel.place({ limitPrice: 103 });
    });
    wheel.row(next);
    expect(wheel.fills.map(({ price, happenedAt }) => [price, happenedAt])).toEqual([
      [101, next.start],
      [108, next.at],
      [101, next.start],
      [95, next.at],
      [101, next.start],
    ]);
  });

  it('dates a fill at the close before at that bar', () => {
    const wheel = wheelWith({ tradeOnClose: true });
    wheel.row(signal, () => wheel.place({}));
    wheel.row(barOf(1, [101]));
    expect(wheel.fills).toMatchObject([{ price: 100, happenedAt: signal.at, bar: 'previous' }]);
  });

  it.each([
    { sizes: [6, 3, 5], prices: [98.84, 70.5, 57.63], cash: 1_092.69, lots: 3 },
    { sizes: [2, 9, 1], prices: [82.25, 23.17, 12.45], cash: 385.48, lots: 2 },
  ])(
    'says whether an exact fit fits as that engine adds up equity: $sizes',
    ({ sizes, prices, ...exact }) => {
      // Seen by running backtesting.py 0.6.6: rounding alone decides about the third order.
      const wheel = wheelWith({ cash: exact.cash });
      for (const [index, price] of [prices[0] ?? 0, ...prices].entries()) {
        wheel.row(barOf(index, [price]), () => wheel.place({ quantity: sizes[index] ?? 1_000 }));
      }
      expect(wheel.lots).toHaveLength(exact.lots);
    },
  );

  it('leaves orders of other symbols alone', () => {
    const wheel = wheelWith();
    wheel.row(signal, () => wheel.place({ symbol: 'Y' }));
    wheel.row(barOf(1, [101]));
    wheel.row(barOf(1, [50], { symbol: 'Y' }));
    expect(wheel.fills).toMatchObject([{ price: 50 }]);
  });

  it('gives an order accepted inside a bar nothing of that bar', () => {
    const wheel = wheelWith();
    const next = barOf(1, [101]);
    wheel.row(signal);
    wheel.now = next.start + 1;
    wheel.place({});
    wheel.row(next);
    expect(wheel.fills).toEqual([]);
    wheel.row(barOf(2, [102]));
    expect(wheel.fills).toMatchObject([{ price: 102 }]);
  });

  it('does not fill an order that answers a fill with the same bar, second walk or not', () => {
    const wheel = wheelWith();
    wheel.listen = (answer) => {
      if (answer.kind === 'fill' && wheel.fills.length === 1) wheel.place({ limitPrice: 1_000 });
    };
    wheel.row(signal, () => wheel.place({}, { role: 'stop-loss', stopPrice: 90 }));
    wheel.row(barOf(1, [101]));
    expect(wheel.fills).toHaveLength(1);
    wheel.row(barOf(2, [102]));
    expect(wheel.fills).toHaveLength(2);
  });

  it('stops where a pipeline takes the order back between two of its fills', () => {
    const wheel = wheelWith();
    wheel.listen = (answer) => {
      if (answer.kind === 'fill' && answer.effect === 'close') wheel.cancel(answer.order);
    };
    wheel.row(signal, () => {
      wheel.place({});
      wheel.place({});
    });
    wheel.row(barOf(1, [101]), () => wheel.place({ side: 'sell', quantity: 5 }));
    wheel.row(barOf(2, [102]));
    expect(wheel.lots.map(({ quantity }) => quantity)).toEqual([1]);
    expect(wheel.stateOf('0-3')).toEqual(['cancelled', 'CANCELLED_BY_REQUEST']);
  });

  it('keeps the queues and the money of pipelines apart', () => {
    const wheel = wheelWith({ exclusiveOrders: true });
    wheel.row(signal, () => {
      wheel.place({ quantity: 90 });
      wheel.place({ quantity: 90, side: 'sell', pipeline: 'q' });
    });
    wheel.row(barOf(1, [100]));
    expect(wheel.portfolio.position('p', 'X')).toBe(90);
    expect(wheel.portfolio.position('q', 'X')).toBe(-90);
  });
});

describe('the broker of backtesting.py, where it refuses', () => {
  it.each(['ioc', 'fok', 'gtd', 'open', 'close'] as const)('knows no %s', (timeInForce) => {
    const wheel = wheelWith();
    wheel.row(signal, () => wheel.place({ timeInForce }));
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'RULES_UNSUPPORTED']);
  });

  it('knows no groups', () => {
    const wheel = wheelWith();
    wheel.row(signal, () => wheel.place({ oco: 'g' }));
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'RULES_UNSUPPORTED']);
  });

  it('names the prices of a bracket that are not in order', () => {
    const wheel = wheelWith({ spreadBps: 100 });
    wheel.row(signal, () => wheel.place({}, { role: 'take-profit', limitPrice: 101 }));
    expect(wheel.said('0-1').at(-1)).toMatchObject({
      state: 'rejected',
      code: 'BRACKET_INCONSISTENT',
      facts: { stopLoss: null, entry: 101, takeProfit: 101 },
    });
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'CANCELLED_PARENT']);
  });

  it('takes a bracket before the first price, when nobody can say whether it is in order', () => {
    const wheel = wheelWith();
    wheel.place({}, { role: 'stop-loss', stopPrice: 90 });
    wheel.row(barOf(1, [100]));
    wheel.row(barOf(2, [80]));
    expect(wheel.fills.map(({ price }) => price)).toEqual([100, 80]);
  });

  it('rejects at the fill what comes to no unit', () => {
    const wheel = wheelWith({ cash: 1_000 });
    wheel.row(signal, () => wheel.place({ fraction: 0.05 }));
    wheel.row(barOf(1, [100]));
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'SIZE_ZERO']);
    expect(wheel.said('0-1').at(-1)?.facts).toEqual({ price: 100, available: 1_000 });
  });

  it('rejects what is too dear, with the numbers; a reversal keeps the closes it made', () => {
    const wheel = wheelWith({ cash: 1_000 });
    wheel.row(signal, () => {
      wheel.place({ quantity: 11 });
      wheel.place({ quantity: 5 });
    });
    wheel.row(barOf(1, [100]), () => wheel.place({ side: 'sell', quantity: 20 }));
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'BUYING_POWER_SHORT']);
    expect(wheel.said('0-1').at(-1)?.facts).toEqual({ needed: 1_100, available: 1_000 });
    wheel.row(barOf(2, [100]));
    expect(wheel.lots).toEqual([]);
    expect(wheel.stateOf('0-3')).toEqual(['cancelled', 'BUYING_POWER_SHORT']);
    expect(wheel.said('0-3').at(-1)?.facts).toEqual({ needed: 1_500, available: 1_000 });
  });

  it('fills a fraction only with risk’s approval of the size', () => {
    const asked: number[] = [];
    const approveSized = (quantity: number) => {
      asked.push(quantity);
      return false;
    };
    const wheel = wheelWith({ cash: 1_000 }, { approveSized });
    wheel.row(signal, () => wheel.place({ fraction: 0.5 }));
    wheel.row(barOf(1, [100]));
    expect(asked).toEqual([5]);
    expect(wheel.fills).toEqual([]);
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'ORDER_QUANTITY_MAX']);
    expect(wheel.said('0-1').at(-1)?.facts).toEqual({ quantity: 5 });
  });

  it('opens nothing with a reduce-only order', () => {
    const wheel = wheelWith();
    wheel.row(signal, () => wheel.place({ quantity: 2 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ side: 'sell', quantity: 5, reduceOnly: true }));
    wheel.row(barOf(2, [100]));
    expect(wheel.lots).toEqual([]);
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'REDUCE_ONLY']);
  });
});

describe('the broker of backtesting.py, where orders change', () => {
  it('replaces the stop-loss of a lot and says by what', () => {
    const wheel = wheelWith();
    wheel.row(signal, () => wheel.place({}, { role: 'stop-loss', stopPrice: 90 }));
    wheel.row(barOf(1, [100]), () => {
      const lot = wheel.lots[0]?.id ?? '';
      wheel.place({ side: 'sell', stopPrice: 95, lot, reduceOnly: true });
    });
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'CANCELLED_BY_REQUEST']);
    expect(wheel.said('0-2').at(-1)?.facts).toEqual({ replacedBy: '0-3' });
    wheel.row(barOf(2, [94]));
    expect(wheel.fills.at(-1)).toMatchObject({ order: '0-3', price: 94, effect: 'close' });
  });

  it('ends the orders of a lot with the lot', () => {
    const wheel = wheelWith();
    wheel.row(signal, () =>
      wheel.place({}, { role: 'stop-loss', stopPrice: 90 }, { role: 'take-profit', limitPrice: 110 }),
    );
    wheel.row(barOf(1, [100]));
    wheel.row(barOf(2, [120]));
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'CANCELLED_LOT_CLOSED']);
  });

  it('shrinks protective orders with their lot', () => {
    const wheel = wheelWith();
    wheel.row(signal, () => wheel.place({ quantity: 4 }, { role: 'stop-loss', stopPrice: 90 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ side: 'sell', quantity: 3 }));
    wheel.row(barOf(2, [100]));
    expect(wheel.portfolio.order('0-2')).toMatchObject({ state: 'working', order: { quantity: 1 } });
    expect(wheel.stateOf('0-2')[1]).toBe('AMENDED');
  });

  it('puts an amended order behind the others', () => {
    const wheel = wheelWith({ cash: 1_000 });
    wheel.row(signal, () => {
      wheel.place({ quantity: 6, limitPrice: 50 });
      wheel.place({ quantity: 6, limitPrice: 100 });
      wheel.command({ kind: 'amend', order: '0-1', change: { limitPrice: 100 } });
    });
    wheel.row(barOf(1, [100]));
    expect(wheel.fills).toMatchObject([{ order: '0-2' }]);
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'BUYING_POWER_SHORT']);
  });

  it('makes room for a new order under exclusiveOrders', () => {
    const wheel = wheelWith({ exclusiveOrders: true });
    wheel.row(signal, () => {
      wheel.place({ limitPrice: 90 });
      wheel.place({ quantity: 5 });
    });
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_EXCLUSIVE']);
    wheel.row(barOf(1, [100]), () => wheel.place({ quantity: 7 }));
    expect(wheel.answers.find(({ kind }) => kind === 'house')).toMatchObject({
      order: { role: 'close', side: 'sell', quantity: 5, because: 'broker.exclusiveOrders' },
    });
    wheel.row(barOf(2, [100]));
    expect(wheel.lots.map(({ quantity }) => quantity)).toEqual([7]);
  });

  it('passes by the order behind a cancelled one under exclusiveOrders, as 0.6.6 does', () => {
    const wheel = wheelWith({ exclusiveOrders: true });
    wheel.row(signal, () => wheel.place({ quantity: 5 }));
    wheel.row(barOf(1, [100]), () => {
      wheel.place({ limitPrice: 90 });
      wheel.place({ limitPrice: 80 });
    });
    // Before the second order the queue was: the close of the lot, then the first order.
    const [close] = wheel.answers.filter(({ kind }) => kind === 'house');
    expect(close).toMatchObject({ kind: 'house', order: { id: '0-3' } });
    expect(wheel.stateOf('0-3')).toEqual(['cancelled', 'CANCELLED_EXCLUSIVE']);
    expect(wheel.stateOf('0-2')).toEqual(['working', null]);
  });
});

describe('the broker of backtesting.py, where a run ends', () => {
  it('closes newest lots first with the last bar, and fills what else may fill with it', () => {
    const wheel = wheelWith({ finalizeTrades: true });
    wheel.row(signal, () => wheel.place({ quantity: 5 }));
    const last = barOf(1, [100, 110, 90, 105]);
    wheel.row(last, () => wheel.place({ quantity: 2 }));
    wheel.finalize();
    expect(
      wheel.fills.map(({ side, quantity, price, happenedAt }) => [side, quantity, price, happenedAt]),
    ).toEqual([
      ['buy', 5, 100, last.start],
      ['sell', 5, 100, last.start],
      ['buy', 2, 100, last.start],
    ]);
  });

  it('leaves lots open where the setting does not ask for it', () => {
    const wheel = wheelWith();
    wheel.row(signal, () => wheel.place({ quantity: 5 }));
    wheel.row(barOf(1, [100]));
    wheel.finalize();
    expect(wheel.lots).toHaveLength(1);
  });

  it('ruins an account whose equity is gone at a bar’s end', () => {
    const wheel = wheelWith({ cash: 1_000, marginRatio: 0.1 });
    wheel.row(signal, () => wheel.place({ quantity: 90 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ limitPrice: 1 }));
    wheel.row(barOf(2, [100, 100, 80, 80]));
    expect(wheel.fills.at(-1)).toMatchObject({
      side: 'sell',
      quantity: 90,
      price: 80,
      happenedAt: 3 * 86_400_000,
    });
    expect(wheel.answers.at(-1)).toEqual({ kind: 'ruin', pipeline: 'p', facts: { equity: -800 } });
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'RUINED']);
    expect(wheel.portfolio.equity('p')).toBe(0);
    wheel.place({});
    expect(wheel.stateOf('0-4')).toEqual(['rejected', 'RUINED']);
  });

  it('counts an instrument’s multiplier in cost, profit and fees', () => {
    const wheel = wheelWith({ cash: 10_000, commissionBps: 100 }, { instrument: { multiplier: 10 } });
    wheel.row(signal, () => wheel.place({ fraction: 1 - 2 ** -52 }));
    wheel.row(barOf(1, [100]));
    // A unit costs 1,000 and 10 of commission: nine of them fit.
    expect(wheel.fills).toMatchObject([{ quantity: 9, commission: 90 }]);
    wheel.row(barOf(2, [101]));
    expect(wheel.portfolio.equity('p')).toBeCloseTo(10_000 - 90 + 9 * 10, 10);
  });
});
