import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import type { SmallWheel } from '../small-wheel.js';
import { quoteAt, realisticWheel } from './realistic-wheel.js';

const signal = barOf(0, [100]);
const stopLoss = { role: 'stop-loss', stopPrice: 90 } as const;
const takeProfit = { role: 'take-profit', limitPrice: 110 } as const;

const told = (wheel: SmallWheel, order: string) =>
  wheel.said(order).map(({ state, code, facts }) => [state, code, facts]);

describe('what an order of the realistic broker is told', () => {
  it('of a fraction: that quantities are all there is', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ fraction: 0.5 }));
    expect(told(wheel, '0-1')).toEqual([
      ['rejected', 'RULES_UNSUPPORTED', { rules: 'realistic', what: expect.stringContaining('fraction') }],
    ]);
  });

  it('of a lot: that it closes it, or what it would have done', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ side: 'sell', quantity: 10 }));
    wheel.row(barOf(1, [100]), () => {
      const lot = wheel.lots[0]?.id ?? '';
      wheel.place({ side: 'sell', quantity: 3, lot });
      wheel.place({ side: 'buy', quantity: 4, lot });
    });
    expect(told(wheel, '0-2')).toEqual([['rejected', 'REDUCE_ONLY', { quantity: 3, held: -10 }]]);
    wheel.row(barOf(2, [100]));
    expect(wheel.lots.map(({ quantity }) => quantity)).toEqual([-6]);
  });

  it('of a change: what changed, in the state it is in', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 40 }, stopLoss));
    const amend = (order: string, change: object) => wheel.command({ kind: 'amend', order, change });
    amend('0-2', { stopPrice: 91 });
    wheel.row(barOf(1, [100], { volume: 1_000 }));
    amend('0-1', { quantity: 30 });
    amend('0-2', { stopPrice: 92 });
    const changes = (order: string) => told(wheel, order).filter(([, code]) => code === 'AMENDED');
    expect(changes('0-1')).toEqual([['partial', 'AMENDED', { quantity: 30 }]]);
    expect(changes('0-2')).toEqual([
      ['pending', 'AMENDED', { stopPrice: 91 }],
      ['working', 'AMENDED', { stopPrice: 92 }],
    ]);
  });

  it('of the lots it protects, and how much that is by then', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 40 }, stopLoss));
    wheel.row(barOf(1, [100], { volume: 1_000 }));
    wheel.row(barOf(2, [100], { volume: 1_000 }));
    const [first, second] = wheel.lots.map(({ id }) => id);
    expect(told(wheel, '0-2')).toEqual([
      ['working', null, { lot: first }],
      ['working', 'AMENDED', { lot: second, quantity: 40 }],
    ]);
  });

  it('of its stop, only where it goes on waiting', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => {
      wheel.place({ stopPrice: 105 });
      wheel.place({ stopPrice: 105, limitPrice: 104 });
    });
    wheel.row(barOf(1, [106]));
    wheel.row(barOf(2, [106]));
    expect(told(wheel, '0-1')).toEqual([['working', null, {}]]);
    expect(told(wheel, '0-2').slice(1)).toEqual([['working', 'STOP_TRIGGERED', { stopPrice: 105 }]]);
  });

  it('of having nothing to reduce: how much it was to be, and what is held', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 5 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ side: 'buy', quantity: 8, reduceOnly: true }));
    wheel.row(barOf(2, [100]));
    expect(told(wheel, '0-2').at(-1)).toEqual(['cancelled', 'REDUCE_ONLY', { quantity: 8, held: 5 }]);
  });

  it('of the end of its one chance: which that was', () => {
    const wheel = realisticWheel({ sessionEnd: (_, at) => Math.floor(at / 10) * 10 + 10 });
    wheel.row(quoteAt(10, [99, 100]), () => wheel.place({ limitPrice: 90, timeInForce: 'open' }));
    wheel.row(quoteAt(20, [99, 100]));
    expect(told(wheel, '0-1').at(-1)).toEqual(['expired', 'EXPIRED_TIME', { timeInForce: 'open' }]);
  });
});

describe('the exits of an order that has filled in part', () => {
  const partly = () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 40, limitPrice: 95 }, stopLoss, takeProfit));
    wheel.row(barOf(1, [94], { volume: 1_000 }));
    return wheel;
  };

  it('may fill in the bar that fills more of it', () => {
    const wheel = partly();
    wheel.row(barOf(2, [100, 111, 94, 100]));
    const sold = wheel.fills.filter(({ side }) => side === 'sell');
    expect(sold.map(({ price }) => price)).toContain(110);
  });

  it('end with it once their lots are gone: filled, or with nothing left to close', () => {
    const wheel = partly();
    const [lot] = wheel.lots.map(({ id }) => id);
    wheel.row(barOf(2, [89], { volume: 0 }));
    wheel.command({ kind: 'amend', order: '0-1', change: { limitPrice: 50 } });
    wheel.row(barOf(3, [89]));
    expect(wheel.lots).toEqual([]);
    wheel.cancel('0-1');
    expect(told(wheel, '0-2').at(-1)).toEqual(['filled', null, {}]);
    expect(told(wheel, '0-3').at(-1)).toEqual(['cancelled', 'CANCELLED_LOT_CLOSED', { lot }]);
  });

  it('close the oldest lot first, and say nothing of those they leave', () => {
    const wheel = partly();
    wheel.row(barOf(2, [94], { volume: 1_000 }));
    wheel.row(barOf(3, [112], { volume: 1_000 }));
    expect(wheel.fills.map(({ side, quantity }) => [side, quantity])).toEqual([
      ['buy', 25],
      ['buy', 15],
      ['sell', 25],
    ]);
  });
});

describe('the exits of an order that only closed', () => {
  it('have nothing to protect and go with it', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ side: 'sell', quantity: 5 }));
    wheel.row(barOf(1, [100]), () => wheel.place({ quantity: 5 }, stopLoss));
    wheel.row(barOf(2, [100]));
    expect(wheel.lots).toEqual([]);
    expect(wheel.stateOf('0-3')).toEqual(['cancelled', 'CANCELLED_PARENT']);
  });
});

describe('groups of one name', () => {
  it('in two pipelines have nothing to do with each other', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => {
      wheel.place({ oco: 'out' });
      wheel.place({ oco: 'out', limitPrice: 50 });
      wheel.place({ oco: 'out', limitPrice: 50, pipeline: 'q' });
    });
    wheel.row(barOf(1, [100]));
    expect(wheel.stateOf('0-2')).toEqual(['cancelled', 'CANCELLED_OCO']);
    expect(wheel.stateOf('0-3')[0]).toBe('working');
  });

  it('keep the exit of a lot for as long as there is something of it left', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 100 }));
    wheel.row(barOf(1, [100]), () => {
      const exit = { side: 'sell', quantity: 100, lot: wheel.lots[0]?.id ?? '', oco: 'out' } as const;
      wheel.place({ ...exit, limitPrice: 110 });
      wheel.place({ ...exit, stopPrice: 90 });
    });
    wheel.row(barOf(2, [111], { volume: 1_000 }));
    expect(wheel.stateOf('0-3')[0]).toBe('working');
  });
});

describe('a bracket at the market', () => {
  it('is measured against the side of the quote that its entry meets', () => {
    const wheel = realisticWheel();
    wheel.row(quoteAt(10, [98, 102]), () => {
      wheel.place({ side: 'sell' }, { ...stopLoss, stopPrice: 100 });
      wheel.place({ side: 'buy' }, { ...stopLoss, stopPrice: 100 });
    });
    expect([wheel.stateOf('0-1')[0], wheel.stateOf('0-3')[0]]).toEqual(['working', 'working']);
  });
});
