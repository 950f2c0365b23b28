import { describe, expect, it } from '@jest/globals';
import { amend, close, submit, target } from 'millrace';
import { decide } from '../../src/risk/decide.js';
import { cameTo, lotOf, recordOf, worldOf } from './world.js';

const because = 'test';
type Submit = Parameters<typeof submit>[0];
// Partial of a union of sizes: each test gives one of them, or what no type would let through.
const order = (wish: object) =>
  submit({ key: 'k', symbol: 'X', side: 'buy', because, ...wish } as unknown as Submit);
const invalid = (field: string) => ({ code: 'INTENT_INVALID', facts: expect.objectContaining({ field }) });

describe('an order that says something no order can say', () => {
  it('has neither or both of a quantity and a fraction, or none that is one', () => {
    const context = worldOf({ rules: 'backtesting.py' });
    for (const fraction of [0, -0.5, 1, 1.5, Number.NaN]) {
      expect(cameTo(order({ fraction }), context)).toEqual(invalid('fraction'));
    }
    expect(cameTo(order({ quantity: 1, fraction: 0.5 }), context)).toEqual(invalid('fraction'));
    expect(cameTo({ ...order({ quantity: 1 }), quantity: null }, context)).toEqual(invalid('fraction'));
    for (const quantity of [0, -1, 2 ** 54, Number.NaN]) {
      expect(cameTo(order({ quantity }), context)).toEqual(invalid('quantity'));
    }
    expect(cameTo(order({ fraction: 0.5 }), context)).toEqual(['buy 0.5 X']);
  });

  it('has a fraction where the rules know quantities only', () => {
    expect(cameTo(order({ fraction: 0.5 }), worldOf())).toEqual({
      code: 'RULES_UNSUPPORTED',
      facts: { rules: 'realistic', what: expect.stringContaining('fraction') },
    });
  });

  it('is less than a lot', () => {
    const context = worldOf({ instrument: { minQuantity: 1 } });
    expect(cameTo(order({ quantity: 0.5 }), context)).toEqual({
      code: 'QUANTITY_TOO_SMALL',
      facts: { quantity: 0.5, minQuantity: 1 },
    });
  });

  it('ends at no instant that a calendar has', () => {
    const until = (expiresAt: number) => order({ quantity: 1, timeInForce: 'gtd', expiresAt });
    for (const at of [0, 8.64e15, -8.64e15]) expect(cameTo(until(at), worldOf())).toEqual(['buy 1 X']);
    for (const at of [8.64e15 + 1, Number.NaN]) {
      expect(cameTo(until(at), worldOf())).toEqual(invalid('expiresAt'));
    }
  });

  it('is for a lot that is not there, whatever else is held', () => {
    const context = worldOf({ lots: [lotOf(5)] });
    const exit = { side: 'sell', quantity: 5, reduceOnly: true };
    expect(cameTo(order({ ...exit, lot: 'lot' }), context)).toEqual(['sell 5 X of lot']);
    expect(cameTo(order({ ...exit, lot: 'other' }), context)).toEqual({
      code: 'LOT_UNKNOWN',
      facts: { lot: 'other' },
    });
  });

  it('would bring an exit whose name is still in use', () => {
    const exits = { stopLoss: { stopPrice: 90 }, takeProfit: { limitPrice: 110 } };
    for (const [name, exit] of Object.entries({ 'stop-loss': 'stopLoss', 'take-profit': 'takeProfit' })) {
      const context = worldOf({
        lots: [lotOf(5)],
        live: [recordOf({ id: '1-2', key: `k/${name}`, side: 'sell', quantity: 5, limitPrice: 120 })],
      });
      const taken = { code: 'KEY_TAKEN', facts: { key: `k/${name}` } };
      expect(cameTo(order({ quantity: 1, [exit]: exits[exit as keyof typeof exits] }), context)).toEqual(
        taken,
      );
      expect(cameTo(order({ quantity: 1 }), context)).toEqual(['buy 1 X']);
    }
  });
});

describe('a target that says something no target can say', () => {
  it('has one measure, finite, and a tolerance of 0 or above', () => {
    const wish = target({ symbol: 'X', quantity: 1, because });
    for (const measures of [
      { weight: 0.5 },
      { notional: 100 },
      { quantity: null },
      { quantity: Number.NaN },
      { quantity: null, weight: Number.POSITIVE_INFINITY },
    ]) {
      expect(cameTo({ ...wish, ...measures }, worldOf())).toEqual(invalid('target'));
    }
    for (const toleranceWeight of [-0.1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const rebalance = { toleranceWeight };
      expect(cameTo(target({ symbol: 'X', weight: 0.5, rebalance, because }), worldOf())).toEqual(
        invalid('rebalance.toleranceWeight'),
      );
    }
    expect(cameTo(target({ symbol: 'X', quantity: 1e300, because }), worldOf())).toEqual(invalid('target'));
  });

  it('is money without a price to turn it into units', () => {
    const unknown = { code: 'PRICE_UNKNOWN', facts: { symbol: 'X' } };
    for (const measure of [{ weight: 0.5 }, { notional: 100 }]) {
      const wish = target({ symbol: 'X', because, ...measure });
      expect(cameTo(wish, worldOf({ last: {} }))).toEqual(unknown);
      expect(cameTo(wish, worldOf({ last: { X: 0 } }))).toEqual(unknown);
    }
  });
});

describe('a close that says something no close can say', () => {
  it('has a portion above 0 and at most 1', () => {
    const context = worldOf({ lots: [lotOf(10)] });
    const out = (portion: number) => cameTo(close({ symbol: 'X', portion, because }), context);
    for (const portion of [0, -1, 1.01, Number.NaN]) expect(out(portion)).toEqual(invalid('portion'));
    expect([out(0.1), out(1)]).toEqual([['sell 1 X'], ['sell 10 X']]);
  });
});

describe('a change that says something no change can say', () => {
  it('has a quantity above what has filled, whatever else it changes', () => {
    const live = [recordOf({ id: '1-1', key: 'k', quantity: 10, limitPrice: 90 }, { filled: 4 })];
    const changed = (change: object) => cameTo(amend('k', { ...change, because }), worldOf({ live }));
    expect(changed({ quantity: 4 })).toEqual(invalid('quantity'));
    expect(changed({ quantity: 5 })).toEqual(['amend 1-1']);
    expect(changed({ limitPrice: 1 })).toEqual(['amend 1-1']);
  });
});

describe('the facts of a refusal', () => {
  it('say in words what is beyond all numbers, which JSON has not', () => {
    const context = worldOf({ instrument: { multiplier: 1e308 }, limits: { maxOrderNotional: 1 } });
    const found = decide(order({ quantity: 1_000 }), 'p', context);
    expect(found).toEqual({
      refused: { code: 'ORDER_NOTIONAL_MAX', facts: { notional: 'Infinity', limit: 1 } },
    });
  });
});
