import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import type { SmallWheel } from '../small-wheel.js';
import { realisticWheel } from './realistic-wheel.js';

const signal = barOf(0, [100]);
const stopLoss = { role: 'stop-loss', stopPrice: 95 } as const;
const takeProfit = { role: 'take-profit', limitPrice: 110 } as const;

const bracketed = (wish: Parameters<SmallWheel['place']>[0] = { quantity: 10 }) => {
  const wheel = realisticWheel();
  wheel.row(signal, () => wheel.place(wish, stopLoss, takeProfit));
  return wheel;
};

const prices = ({ fills }: SmallWheel) => fills.map(({ price }) => price);

describe('a bracket of the realistic broker', () => {
  it('lives once its parent has filled and ends with its lot', () => {
    const wheel = bracketed();
    expect(wheel.stateOf('0-2')).toEqual(['pending', null]);
    wheel.row(barOf(1, [101, 104, 99, 103]));
    expect(wheel.stateOf('0-2')).toEqual(['working', null]);
    wheel.row(barOf(2, [103, 111, 102, 109]));
    expect(prices(wheel)).toEqual([101, 110]);
    expect(wheel.fills[1]).toMatchObject({
      order: '0-3',
      effect: 'close',
      lot: expect.any(String),
    });
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'CANCELLED_OCO']);
    expect(wheel.lots).toEqual([]);
  });

  it('takes the stop where stop and target lie in one bar', () => {
    const wheel = bracketed();
    wheel.row(barOf(1, [101]));
    wheel.row(barOf(2, [101, 111, 94, 109]));
    expect(prices(wheel)).toEqual([101, 95]);
    expect(wheel.stateOf('0-3')).toEqual(['cancelled', 'CANCELLED_OCO']);
  });

  it('may end in the bar of an entry at its open', () => {
    const wheel = bracketed();
    wheel.row(barOf(1, [101, 102, 94, 100]));
    expect(prices(wheel)).toEqual([101, 95]);
  });

  it('meets its stop, and not its target, in a bar whose range filled its entry', () => {
    const wheel = bracketed({ quantity: 10, limitPrice: 98 });
    wheel.row(barOf(1, [101, 120, 96, 97]));
    expect(prices(wheel)).toEqual([98]);
    const other = bracketed({ quantity: 10, limitPrice: 98 });
    other.row(barOf(1, [101, 120, 94, 97]));
    expect(prices(other)).toEqual([98, 95]);
    expect(other.stateOf('0-3')).toEqual(['cancelled', 'CANCELLED_OCO']);
    expect(other.lots).toEqual([]);
  });

  it('fills that stop at the stop, also where the bar opened beyond it before the entry', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ stopPrice: 102 }, { role: 'stop-loss', stopPrice: 99 }));
    wheel.row(barOf(1, [97, 103, 96, 101]));
    expect(prices(wheel)).toEqual([102, 99]);
  });

  it('pays the target of an entry inside a bar its own price where the bar closes beyond it', () => {
    const wheel = bracketed({ quantity: 10, limitPrice: 98 });
    wheel.row(barOf(1, [101, 120, 96, 112]));
    expect(prices(wheel)).toEqual([98, 110]);
  });

  it('protects at its stop also what filled in a bar that had reached the stop of the part before', () => {
    const wheel = realisticWheel();
    const stop = { role: 'stop-loss', stopPrice: 90 } as const;
    wheel.row(signal, () => wheel.place({ quantity: 40, limitPrice: 95 }, stop));
    wheel.row(barOf(1, [96, 96, 94, 94], { volume: 1_000 }));
    wheel.row(barOf(2, [96, 97, 85, 97], { volume: 100_000 }));
    expect(wheel.fills.map(({ side, quantity, price }) => [side, quantity, Math.round(price)])).toEqual([
      ['buy', 25, 95],
      ['sell', 25, 90],
      ['buy', 15, 95],
      ['sell', 15, 90],
    ]);
    expect(wheel.lots).toEqual([]);
  });

  it('sells no stop of a stop-limit entry above where it bought', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => {
      wheel.place({ stopPrice: 101, limitPrice: 200 }, { role: 'stop-loss', stopPrice: 199 });
    });
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'BRACKET_INCONSISTENT']);
  });

  it('fills a gapped stop at the open', () => {
    const wheel = bracketed();
    wheel.row(barOf(1, [101]));
    wheel.row(barOf(2, [90]));
    expect(prices(wheel)).toEqual([101, 90]);
  });

  it('protects as much as has filled, and grows with its parent', () => {
    const wheel = bracketed({ quantity: 40 });
    wheel.row(barOf(1, [100], { volume: 1_000 }));
    expect(wheel.portfolio.order('0-2')?.order.quantity).toBe(25);
    wheel.row(barOf(2, [100], { volume: 1_000 }));
    expect(wheel.portfolio.order('0-2')?.order.quantity).toBe(40);
    wheel.row(barOf(3, [94]));
    expect(wheel.fills.slice(2)).toMatchObject([
      { order: '0-2', quantity: 25, complete: false },
      { order: '0-2', quantity: 15, complete: true },
    ]);
    expect(wheel.lots).toEqual([]);
    expect(wheel.stateOf('0-3')).toEqual(['cancelled', 'CANCELLED_OCO']);
  });

  it('keeps both exits of what is left after a partial exit', () => {
    const wheel = bracketed({ quantity: 40 });
    wheel.row(barOf(1, [100]));
    wheel.row(barOf(2, [112], { volume: 1_000 }));
    expect(wheel.fills.at(-1)).toMatchObject({ order: '0-3', quantity: 25, complete: false });
    expect(wheel.portfolio.order('0-2')).toMatchObject({ state: 'working', order: { quantity: 15 } });
    wheel.row(barOf(3, [90]));
    expect(wheel.fills.at(-1)).toMatchObject({ order: '0-2', quantity: 15, price: 90 });
    expect(wheel.stateOf('0-3')).toEqual(['cancelled', 'CANCELLED_OCO']);
  });

  it('ends with its lot when another order closes it', () => {
    const wheel = bracketed();
    wheel.row(barOf(1, [101]), () =>
      wheel.place({ side: 'sell', quantity: 10, role: 'close', reduceOnly: true }),
    );
    wheel.row(barOf(2, [102]));
    expect(wheel.lots).toEqual([]);
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'CANCELLED_LOT_CLOSED']);
    expect(wheel.stateOf('0-3')).toEqual(['cancelled', 'CANCELLED_LOT_CLOSED']);
  });

  it('goes with a parent that is cancelled before it fills', () => {
    const wheel = bracketed({ quantity: 10, limitPrice: 98 });
    wheel.cancel('0-1');
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_BY_REQUEST']);
    expect(wheel.stateOf('0-3')).toEqual(['cancelled', 'CANCELLED_PARENT']);
  });

  it('protects what had filled when its parent is cancelled in the turn of that fill', () => {
    const wheel = bracketed({ quantity: 40 });
    wheel.listen = (answer) => {
      if (answer.kind === 'fill' && answer.order === '0-1') wheel.cancel('0-1');
    };
    wheel.row(barOf(1, [100], { volume: 1_000 }));
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_BY_REQUEST']);
    expect(wheel.portfolio.order('0-2')).toMatchObject({ state: 'working', order: { quantity: 25 } });
    wheel.row(barOf(2, [94]));
    expect(wheel.lots).toEqual([]);
  });

  it('is refused where its prices are not in order', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({}, { role: 'stop-loss', stopPrice: 100 }));
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'BRACKET_INCONSISTENT']);
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'CANCELLED_PARENT']);
  });
});

describe('an order on a lot', () => {
  it('closes that lot and no other, and shrinks with it', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => {
      wheel.place({ quantity: 10 });
      wheel.place({ quantity: 5 });
    });
    wheel.row(barOf(1, [100]), () => {
      const [first, second] = wheel.lots.map(({ id }) => id);
      wheel.place({ side: 'sell', quantity: 5, stopPrice: 90, lot: second ?? '', reduceOnly: true });
      wheel.place({ side: 'sell', quantity: 10, limitPrice: 120, lot: first ?? '', reduceOnly: true });
      wheel.place({ side: 'sell', quantity: 4, reduceOnly: true });
    });
    wheel.row(barOf(2, [100]));
    expect(wheel.lots.map(({ quantity }) => quantity)).toEqual([6, 5]);
    expect(wheel.portfolio.order('0-4')?.order.quantity).toBe(6);
    wheel.row(barOf(3, [89]));
    expect(wheel.lots.map(({ quantity }) => quantity)).toEqual([6]);
  });

  it('is refused without the lot, or in its direction', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 10 }));
    wheel.row(barOf(1, [100]), () => {
      wheel.place({ side: 'sell', lot: 'none' });
      wheel.place({ side: 'buy', lot: wheel.lots[0]?.id ?? '' });
    });
    expect(wheel.stateOf('0-2')).toEqual(['rejected', 'LOT_UNKNOWN']);
    expect(wheel.stateOf('0-3')).toEqual(['rejected', 'REDUCE_ONLY']);
  });
});
