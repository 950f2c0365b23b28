import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import { quoteAt, realisticWheel } from './realistic-wheel.js';

const signal = barOf(0, [100]);

describe('a group of exits', () => {
  it('keeps the stop of what is left when its target has filled in part', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 100 }));
    wheel.row(barOf(1, [100]), () => {
      const exit = {
        side: 'sell',
        quantity: 100,
        lot: wheel.lots[0]?.id ?? '',
        reduceOnly: true,
        oco: 'out',
      } as const;
      wheel.place({ ...exit, limitPrice: 110 });
      wheel.place({ ...exit, stopPrice: 90 });
    });
    wheel.row(barOf(2, [111], { volume: 1_000 }));
    expect(wheel.portfolio.position('p', 'X')).toBe(75);
    wheel.row(barOf(3, [85]));
    expect(wheel.portfolio.position('p', 'X')).toBe(0);
    expect(wheel.stateOf('0-2')[0]).toBe('cancelled');
  });
});

describe('buying power', () => {
  it('is checked at acceptance, with the numbers', () => {
    const wheel = realisticWheel({ settings: { cash: 1_000 } });
    wheel.row(signal, () => wheel.place({ quantity: 10 }));
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'BUYING_POWER_SHORT']);
    expect(wheel.said('0-1').at(-1)?.facts).toEqual({ needed: 1_001, available: 1_000 });
  });

  it('is checked again at the fill: an order that became too dear is rejected, never shrunk', () => {
    const wheel = realisticWheel({ settings: { cash: 1_050 } });
    wheel.row(signal, () => wheel.place({ quantity: 10 }));
    wheel.row(barOf(1, [110]));
    expect(wheel.fills).toEqual([]);
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'BUYING_POWER_SHORT']);
    expect(wheel.said('0-1').at(-1)?.facts).toEqual({ needed: 1_101, available: 1_050 });
  });

  it('counts what is held at the price the fill has found, not at the one before', () => {
    const wheel = realisticWheel({ settings: { cash: 10_000 } });
    wheel.row(signal, () => wheel.place({ side: 'sell', quantity: 40 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ side: 'sell', quantity: 10 }));
    wheel.row(barOf(2, [210]));
    expect(wheel.stateOf('0-2')).toEqual(['rejected', 'BUYING_POWER_SHORT']);
    // 10,000 less a dollar of commission and 40 * 110 of the gap, and 40 * 210 tied up.
    expect(wheel.said('0-2').at(-1)?.facts).toMatchObject({ available: -2_801 });
  });

  it('counts that gap with the multiplier', () => {
    const wheel = realisticWheel({ settings: { cash: 100_000 }, instrument: { multiplier: 10 } });
    wheel.row(signal, () => wheel.place({ side: 'sell', quantity: 40 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ side: 'sell', quantity: 10 }));
    wheel.row(barOf(2, [210]));
    // 100,000 less a dollar and 40 * 110 * 10 of the gap, and 40 * 210 * 10 tied up.
    expect(wheel.said('0-2').at(-1)?.facts).toMatchObject({ available: -28_001 });
  });

  it('grows with leverage and shrinks with what is held', () => {
    const wheel = realisticWheel({ settings: { cash: 1_000, marginRatio: 0.5 } });
    wheel.row(signal, () => wheel.place({ quantity: 10 }));
    wheel.row(barOf(1, [100]), () => {
      wheel.place({ quantity: 9 });
      wheel.place({ quantity: 10 });
    });
    expect(wheel.stateOf('0-2')[0]).toBe('working');
    expect(wheel.said('0-3').at(-1)?.facts).toEqual({ needed: 501, available: 499 });
  });

  it('never keeps anybody from getting out', () => {
    const wheel = realisticWheel({ settings: { cash: 1_001 } });
    wheel.row(signal, () => wheel.place({ quantity: 10 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ side: 'sell', quantity: 10 }));
    wheel.row(barOf(2, [1]));
    expect(wheel.portfolio.position('p', 'X')).toBe(0);
  });

  it('counts an instrument’s own margin and its multiplier', () => {
    const wheel = realisticWheel({
      settings: { cash: 25_000 },
      instrument: { assetClass: 'future', multiplier: 50, margin: { initial: 12_000, maintenance: 10_000 } },
    });
    wheel.row(signal, () => {
      wheel.place({ quantity: 2 });
      wheel.place({ quantity: 3 });
    });
    expect(wheel.stateOf('0-2')).toEqual(['rejected', 'BUYING_POWER_SHORT']);
    wheel.row(barOf(1, [100]));
    wheel.row(barOf(2, [101]));
    expect(wheel.portfolio.equity('p')).toBeCloseTo(25_000 + 2 * 50 - 1.7, 10);
  });
});

describe('amend and cancel', () => {
  it('moves a limit, from the next row on', () => {
    const wheel = realisticWheel();
    wheel.row(quoteAt(10, [99, 100]), () => wheel.place({ limitPrice: 90 }));
    wheel.command({ kind: 'amend', order: '0-1', change: { limitPrice: 100, quantity: 2 } });
    expect(wheel.said('0-1').at(-1)).toMatchObject({
      state: 'working',
      code: 'AMENDED',
      change: { limitPrice: 100 },
    });
    wheel.row(quoteAt(20, [98, 99]));
    expect(wheel.fills).toMatchObject([{ price: 99, quantity: 2, complete: true }]);
  });

  it('ends an order that has filled as much as is wanted now', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 40 }));
    wheel.row(barOf(1, [100], { volume: 1_000 }));
    wheel.command({ kind: 'amend', order: '0-1', change: { quantity: 25 } });
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_REMAINDER']);
    wheel.row(barOf(2, [100]));
    expect(wheel.fills).toHaveLength(1);
  });

  it('takes an order back, and is deaf to one that is over', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({}));
    wheel.cancel('0-1');
    wheel.cancel('0-1');
    wheel.row(barOf(1, [100]));
    expect(wheel.fills).toEqual([]);
    expect(wheel.said('0-1').map(({ code }) => code)).toEqual([null, 'CANCELLED_BY_REQUEST']);
  });
});

describe('a group of orders', () => {
  it('loses the others when one fills, in part even', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => {
      wheel.place({ quantity: 40, stopPrice: 105, oco: 'break' });
      wheel.place({ quantity: 40, side: 'sell', stopPrice: 95, oco: 'break' });
    });
    wheel.row(barOf(1, [100, 106, 94, 100], { volume: 1_000 }));
    expect(wheel.fills).toMatchObject([{ order: '0-1', price: 105 * (1 + 0.1 * 0.025 ** 2), quantity: 25 }]);
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'CANCELLED_OCO']);
    expect(wheel.stateOf('0-1')[0]).toBe('partial');
  });
});

describe('reduce-only', () => {
  it('closes what is there and no more', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 5 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ side: 'sell', quantity: 8, reduceOnly: true }));
    wheel.row(barOf(2, [100]));
    expect(wheel.portfolio.position('p', 'X')).toBe(0);
    wheel.row(barOf(3, [100]));
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'REDUCE_ONLY']);
  });
});
