import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import { realisticWheel } from './realistic-wheel.js';

const signal = barOf(0, [100]);
const next = barOf(1, [101, 110, 95, 105]);

describe('the realistic broker on bars', () => {
  it('fills a market order at the next open and dates it there', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 200 }));
    expect(wheel.fills).toEqual([]);
    wheel.row(next);
    expect(wheel.fills).toMatchObject([
      {
        side: 'buy',
        quantity: 200,
        price: 101,
        commission: 1,
        happenedAt: next.start,
        effect: 'net',
        complete: true,
      },
    ]);
    expect(wheel.portfolio.position('p', 'X')).toBe(200);
  });

  it('pays half of the spread, a buyer above and a seller below the open', () => {
    const wheel = realisticWheel({ settings: { spreadBps: 20 } });
    wheel.row(signal, () => {
      wheel.place({});
      wheel.place({ side: 'sell' });
    });
    wheel.row(next);
    expect(wheel.fills.map(({ price }) => price)).toEqual([101 * 1.001, 101 * 0.999]);
  });

  it('fills what came inside a bar at its close, and gives what came at its end nothing of it', () => {
    const wheel = realisticWheel();
    wheel.row(signal);
    wheel.now = next.start + 1;
    const [inside] = wheel.place({});
    const [limit] = wheel.place({ limitPrice: 96 });
    wheel.now = next.at;
    const [late] = wheel.place({});
    wheel.row(next);
    expect(wheel.fills).toMatchObject([{ order: inside, price: 105, happenedAt: next.at }]);
    expect([limit, late].map((id) => wheel.portfolio.order(id)?.state)).toEqual(['working', 'working']);
  });

  it('fills at most 2.5 % of a bar’s volume and the rest with later bars, at prices that give way', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 40 }));
    wheel.row(barOf(1, [100], { volume: 1_000 }));
    wheel.row(barOf(2, [100], { volume: 10_000 }));
    expect(wheel.fills).toMatchObject([
      { quantity: 25, complete: false },
      { quantity: 15, complete: true },
    ]);
    const prices = wheel.fills.map(({ price }) => price);
    expect(prices[0]).toBeCloseTo(100 * (1 + 0.1 * 0.025 ** 2), 10);
    expect(prices[1]).toBeCloseTo(100 * (1 + 0.1 * 0.0015 ** 2), 10);
  });

  it('shares the volume of a bar among all orders', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => {
      wheel.place({ quantity: 20 });
      wheel.place({ quantity: 20 });
    });
    wheel.row(barOf(1, [100], { volume: 1_000 }));
    expect(wheel.fills.map(({ quantity }) => quantity)).toEqual([20, 5]);
  });

  it('charges the minimum once an order, not once a fill', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 50 }));
    wheel.row(barOf(1, [100], { volume: 1_000 }));
    wheel.row(barOf(2, [100], { volume: 1_000 }));
    expect(wheel.fills.map(({ commission }) => commission)).toEqual([1, 0]);
  });

  it('says once that a volume is unknown', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 1_000 }));
    wheel.row(next, () => wheel.place({ quantity: 1_000 }));
    wheel.row(barOf(2, [100]));
    expect(wheel.fills).toHaveLength(2);
    expect(wheel.answers.filter(({ kind }) => kind === 'notice')).toEqual([
      { kind: 'notice', pipeline: null, symbol: 'X', code: 'VOLUME_UNKNOWN', facts: { symbol: 'X' } },
    ]);
  });

  it('never lets its own impact carry an order beyond its limit', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 25, limitPrice: 100.001 }));
    wheel.row(barOf(1, [100], { volume: 1_000 }));
    expect(wheel.fills).toMatchObject([{ quantity: 25, price: 100.001 }]);
  });

  it('fills a resting limit at the limit, a marketable one at the open', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => {
      wheel.place({ limitPrice: 96 });
      wheel.place({ limitPrice: 103 });
    });
    wheel.row(next);
    expect(wheel.fills).toMatchObject([
      { price: 101, happenedAt: next.start },
      { price: 96, happenedAt: next.at },
    ]);
  });

  it('pays a limit that came inside a bar the worst that it could have met there', () => {
    const wheel = realisticWheel();
    wheel.row(signal);
    wheel.now = next.start + 1;
    for (const limitPrice of [106, 120]) wheel.place({ limitPrice });
    for (const limitPrice of [100, 90]) wheel.place({ side: 'sell', limitPrice });
    wheel.row(next);
    expect(wheel.fills.map(({ price }) => price)).toEqual([106, 110, 100, 95]);
  });

  it('serves orders in the order they came, at an open also those with a stop', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => {
      wheel.place({ quantity: 20 });
      wheel.place({ quantity: 20, stopPrice: 100.5 });
    });
    wheel.row(barOf(1, [101], { volume: 1_000 }));
    expect(wheel.fills.map(({ order, quantity }) => [order, quantity])).toEqual([
      ['0-1', 20],
      ['0-2', 5],
    ]);
  });

  it('keeps a stop-limit waiting at its limit after the bar that reached its stop', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ stopPrice: 108, limitPrice: 107 }));
    wheel.row(next);
    expect(wheel.fills).toEqual([]);
    expect(wheel.stateOf('0-1')).toEqual(['working', 'STOP_TRIGGERED']);
    wheel.row(barOf(2, [108, 109, 106, 107]));
    expect(wheel.fills).toMatchObject([{ price: 107 }]);
  });

  it('nets a reversal in one order, first in first out', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 10 }));
    wheel.row(next, () => wheel.place({ side: 'sell', quantity: 15 }));
    wheel.row(barOf(2, [120]));
    expect(wheel.fills.at(-1)).toMatchObject({ quantity: 15, effect: 'net', complete: true });
    expect(wheel.lots.map(({ quantity, entryPrice }) => [quantity, entryPrice])).toEqual([[-5, 120]]);
    expect(
      wheel.trades.map(({ quantity, entryPrice, exitPrice }) => [quantity, entryPrice, exitPrice]),
    ).toEqual([[10, 101, 120]]);
  });

  it('touches orders of the bar’s own symbol alone', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ symbol: 'Y' }));
    wheel.row(next);
    expect(wheel.fills).toEqual([]);
  });

  it('does not fill an order that answers a fill with the same bar', () => {
    const wheel = realisticWheel();
    wheel.listen = (answer) => {
      if (answer.kind === 'fill' && wheel.fills.length === 1) wheel.place({ side: 'sell' });
    };
    wheel.row(signal, () => wheel.place({}));
    wheel.row(next);
    expect(wheel.fills).toHaveLength(1);
    wheel.row(barOf(2, [102]));
    expect(wheel.fills).toMatchObject([{ side: 'buy' }, { side: 'sell', price: 102 }]);
  });
});
