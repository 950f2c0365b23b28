import { describe, expect, it } from '@jest/globals';
import { close, submit, target } from 'millrace';
import { decide } from '../../src/risk/decide.js';
import { cameTo, lotOf, recordOf, worldOf } from './world.js';

const because = 'test';
const hold = (quantity: number) => target({ symbol: 'X', quantity, because });

describe('a part of a position that is closed', () => {
  const half = (held: number, unit = 1) =>
    cameTo(
      close({ symbol: 'X', portion: 0.5, because }),
      worldOf({
        rules: 'backtesting.py',
        lots: [lotOf(held)],
        context: { unit: () => unit },
      }),
    );

  it('is whole units, halves to even, and one at least', () => {
    expect([1, 3, 5, 7, 8].map((held) => half(held)[0 as never])).toEqual([
      'sell 1 X of lot',
      'sell 2 X of lot',
      'sell 2 X of lot',
      'sell 4 X of lot',
      'sell 4 X of lot',
    ]);
    expect(half(-6)).toEqual(['buy 3 X of lot']);
  });

  it('is counted in the units that trade', () => {
    expect(half(1.25, 0.25)).toEqual(['sell 0.5 X of lot']);
  });

  it('is no rounding of the whole', () => {
    const context = worldOf({ rules: 'backtesting.py', lots: [lotOf(2.5)] });
    expect(cameTo(close({ symbol: 'X', because }), context)).toEqual(['sell 2.5 X of lot']);
  });

  it('gets a key of its own, beside the parts that are on their way', () => {
    const live = ['close:lot', 'close:lot:2'].map((key, index) =>
      recordOf({ id: `1-${index}`, key, side: 'sell', quantity: 1, lot: 'lot', limitPrice: 200 }),
    );
    const context = worldOf({ rules: 'backtesting.py', lots: [lotOf(10)], live });
    const found = decide(close({ symbol: 'X', portion: 0.1, because }), 'p', context);
    expect(found).toMatchObject({ approved: [{ order: { key: 'close:lot:3' } }] });
  });
});

describe('what is off the grid', () => {
  it('is closed with its lot, though it is a part of one', () => {
    const context = worldOf({ lots: [lotOf(4, { id: 'other' }), lotOf(2.5)] });
    const exit = (quantity: number) =>
      submit({ key: 'k', symbol: 'X', side: 'sell', quantity, lot: 'lot', reduceOnly: true, because });
    expect(cameTo(exit(2.5), context)).toEqual(['sell 2.5 X of lot']);
    expect(cameTo(exit(1.5), context)).toEqual(['sell 1 X of lot']);
  });

  it('is a target as near as it can be', () => {
    expect(cameTo(hold(3), worldOf({ lots: [lotOf(2.5)] }))).toEqual([]);
  });

  it('is no price of an instrument without ticks', () => {
    const context = worldOf({ instrument: { tickSize: null } });
    const found = decide(
      submit({ key: 'k', symbol: 'X', side: 'buy', quantity: 1, limitPrice: 99.123_456, because }),
      'p',
      context,
    );
    expect(found).toMatchObject({ approved: [{ order: { limitPrice: 99.123_456, type: 'limit' } }] });
  });

  it('is not the noise of a sum, large or small', () => {
    const fine = { instrument: { lotSize: 1e-6, minQuantity: 1e-6 } };
    expect(cameTo(hold(1_000_000), worldOf({ ...fine, lots: [lotOf(1_000_000.000_1)] }))).toEqual([]);
    expect(cameTo(hold(1_000_000), worldOf({ ...fine, lots: [lotOf(999_999.99)] }))).toEqual(['buy 0.01 X']);
  });
});

describe('a notional', () => {
  it('is so many whole units of its worth', () => {
    const money = (notional: number, more: Parameters<typeof worldOf>[0] = {}) =>
      cameTo(target({ symbol: 'X', notional, because }), worldOf(more));
    expect(money(1_050)).toEqual(['buy 10 X']);
    expect(money(-1_050, { instrument: { multiplier: 5 } })).toEqual(['sell 2 X']);
    const parts = { rules: 'backtesting.py', context: { unit: () => 0.25 } } as const;
    expect(money(190, parts)).toEqual(['buy 1.75 X']);
    // Where the rules have a law of their own, it is told the money.
    const sizing = ({ money: told, price }: { money: number; price: number }) => Math.trunc(told / price);
    expect(money(750, { context: { sizing } })).toEqual(['buy 7 X']);
    expect(cameTo(target({ symbol: 'X', weight: 0.5, because }), worldOf({ context: { sizing } }))).toEqual([
      'buy 50 X',
    ]);
  });
});

describe('the type and the role of an order', () => {
  const made = (wish: object, lots = [lotOf(5)]) => {
    const plain = submit({ key: 'k', symbol: 'X', side: 'sell', quantity: 1, because, ...wish });
    const found = decide(plain, 'p', worldOf({ lots }));
    const [command] = 'approved' in found ? found.approved : [];
    return command?.kind === 'place' ? `${command.order.type} ${command.order.role}` : found;
  };

  it('follow from its prices, and from its lot', () => {
    const [stopPrice, limitPrice, lot] = [90, 89, 'lot'];
    expect([{}, { limitPrice }, { stopPrice }, { stopPrice, limitPrice }].map((wish) => made(wish))).toEqual([
      'market submit',
      'limit submit',
      'stop submit',
      'stop-limit submit',
    ]);
    expect(
      [{ lot }, { lot, limitPrice }, { lot, stopPrice }, { lot, stopPrice, limitPrice }].map((wish) =>
        made(wish),
      ),
    ).toEqual(['market close', 'limit take-profit', 'stop stop-loss', 'stop-limit stop-loss']);
  });
});

describe('a target where lots are kept apart', () => {
  const apart = { rules: 'backtesting.py' } as const;

  it('gives up the oldest units first, and no more than it has to', () => {
    const lots = [lotOf(5, { id: 'a' }), lotOf(5, { id: 'b' })];
    expect(cameTo(hold(7), worldOf({ ...apart, lots }))).toEqual(['sell 3 X of a']);
    expect(cameTo(hold(3), worldOf({ ...apart, lots }))).toEqual(['sell 5 X of a', 'sell 2 X of b']);
    const exclusive = worldOf({ ...apart, lots, context: { exclusive: true } });
    expect(cameTo(hold(7), exclusive)).toEqual(['sell 3 X of a']);
  });

  it('leaves lots alone that set each other off', () => {
    const lots = [lotOf(5, { id: 'a' }), lotOf(-5, { id: 'b' })];
    expect(cameTo(hold(3), worldOf({ ...apart, lots }))).toEqual(['buy 3 X']);
  });
});
