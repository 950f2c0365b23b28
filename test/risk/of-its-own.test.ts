import { describe, expect, it } from '@jest/globals';
import { submit, target } from 'millrace';
import { decideSized } from '../../src/risk/decide.js';
import { withdraw } from '../../src/risk/withdraw.js';
import { orderWith } from '../brokers/simulated/order-with.js';
import { cameTo, lotOf, recordOf, type World, worldOf } from './world.js';

const because = 'test';
type Submit = Parameters<typeof submit>[0];
// Partial of a union of sizes: each test gives one of them.
const order = (side: 'buy' | 'sell', wish: object) =>
  submit({ key: 'k', symbol: 'X', side, because, ...wish } as unknown as Submit);
const apart = { rules: 'backtesting.py' } as const;
const ofY = { id: 'y', symbol: 'Y' } as const;

describe('what is of another symbol', () => {
  it('is not closed by a target, whatever measure it is in', () => {
    const lots = [lotOf(5, ofY), lotOf(-5)];
    const wishes = [{ quantity: 5 }, { weight: 0.5 }, { quantity: 0 }] as const;
    const came = wishes.map((wish) =>
      cameTo(target({ symbol: 'X', because, ...wish }), worldOf({ ...apart, lots })),
    );
    expect(came).toEqual([
      ['buy 5 X of lot', 'buy 5 X'],
      ['buy 5 X of lot', 'buy 0.5 X'],
      ['buy 5 X of lot'],
    ]);
  });

  it('neither crosses an order nor is in the way of its target', () => {
    const other = recordOf({ id: '1-1', pipeline: 'q', symbol: 'Y', side: 'sell', limitPrice: 1 });
    expect(cameTo(order('buy', { quantity: 1 }), worldOf({ live: [other] }))).toEqual(['buy 1 X']);
    const working = recordOf({ id: '1-1', symbol: 'Y', role: 'target', quantity: 7 });
    const wish = target({ symbol: 'X', quantity: 5, because });
    expect(cameTo(wish, worldOf({ live: [working] }))).toEqual(['buy 5 X']);
  });

  it('is in no group of this one, unless it says so', () => {
    const live = [recordOf({ id: '1-1', symbol: 'Y', oco: 'h', limitPrice: 1 })];
    const joins = (oco: string) => cameTo(order('buy', { quantity: 1, oco }), worldOf({ live }));
    expect(joins('g')).toEqual(['buy 1 X']);
    expect(joins('h')).toMatchObject({ code: 'INTENT_INVALID', facts: { field: 'oco' } });
  });

  it('ties up its money where an entry displaces what its own symbol holds', () => {
    const lots = [lotOf(20), lotOf(30, ofY)];
    const context = worldOf({
      ...apart,
      lots,
      last: { X: 100, Y: 100 },
      limits: { maxOrderQuantity: 1 },
      context: { exclusive: true },
    });
    // 3,000 of 10,000 are tied up by Y alone; half of what is left buys 35.
    expect(cameTo(order('buy', { fraction: 0.5 }), context)).toMatchObject({ facts: { quantity: 35 } });
  });

  it('is asked for at its own price where the fill has sized an order', () => {
    const context = worldOf({
      ...apart,
      lots: [lotOf(10, ofY)],
      last: { X: 100, Y: 50 },
      limits: { maxGrossNotional: 1_000 },
    });
    const sized = (quantity: number, price: number) =>
      decideSized(orderWith({ fraction: 0.5, quantity: null }), { quantity, price }, context);
    // 500 in Y, and the rest at the price of the fill, not at the one before.
    expect(sized(10, 50)).toMatchObject({ quantity: 10 });
    expect(sized(10, 51)).toMatchObject({ code: 'GROSS_NOTIONAL_MAX', facts: { notional: 1_010 } });
  });
});

describe('what is of another pipeline', () => {
  it('is counted with its sign where the account gets smaller', () => {
    const limits = { maxPositionQuantity: 5 };
    const lots = [lotOf(10), lotOf(-30, { id: 'q', pipeline: 'q' })];
    // The account is 20 short: buying makes it less, selling more, whatever this pipeline holds.
    expect(cameTo(order('buy', { quantity: 4 }), worldOf({ limits, lots }))).toEqual(['buy 4 X']);
    expect(cameTo(order('sell', { quantity: 4 }), worldOf({ limits, lots }))).toMatchObject({
      code: 'POSITION_QUANTITY_MAX',
      facts: { quantity: 24 },
    });
  });
});

describe('protection', () => {
  it('may name a limit far from the market', () => {
    const context = worldOf({ lots: [lotOf(5)], limits: { collarBps: 100 } });
    const exit = { quantity: 5, lot: 'lot', reduceOnly: true };
    expect(cameTo(order('sell', { ...exit, stopPrice: 90, limitPrice: 50 }), context)).toEqual([
      'sell 5 X of lot',
    ]);
    expect(cameTo(order('sell', { ...exit, limitPrice: 200 }), context)).toEqual(['sell 5 X of lot']);
  });

  it('does not stay where it is an order that nobody has sized', () => {
    const live = [recordOf({ id: '1-1', side: 'sell', fraction: 0.5, limitPrice: 120 })];
    const { portfolio } = worldOf({ ...apart, lots: [lotOf(5)], live });
    expect(withdraw('p', portfolio)).toMatchObject([{ kind: 'cancel', order: '1-1' }]);
  });
});

describe('a weight that the fill sizes', () => {
  const wish = target({ symbol: 'X', weight: 0.5, rebalance: { toleranceWeight: 0.1 }, because });
  const said = { intent: wish, serial: 1, rejected: false, quantity: null, waiting: false };
  const again = (world: World) => cameTo(wish, worldOf({ ...apart, target: said, ...world }));
  const working = [recordOf({ id: '1-1', role: 'target', fraction: 0.5 })];

  it('said again stays where it is reached, works or has nothing to do', () => {
    expect(again({ lots: [lotOf(50)] })).toEqual([]);
    expect(again({ live: working })).toEqual([]);
    const flat = target({ symbol: 'X', weight: 0, because });
    expect(cameTo(flat, worldOf(apart))).toEqual([]);
  });

  it('said again is sized anew where it has drifted, or was lost', () => {
    expect(again({ lots: [lotOf(50)], last: { X: 200 } })).toEqual(['sell 50 X of lot', 'buy 0.5 X']);
    expect(again({ lots: [lotOf(-50)] })).toEqual(['buy 50 X of lot', 'buy 0.5 X']);
    expect(again({})).toEqual(['buy 0.5 X']);
  });

  it('waits for what comes of a cancel, and is more than all there is', () => {
    expect(again({ live: working, target: { ...said, waiting: true } })).toEqual([]);
    expect(cameTo(target({ symbol: 'X', weight: 1.5, because }), worldOf(apart))).toEqual({
      code: 'RULES_UNSUPPORTED',
      facts: { rules: 'backtesting.py', what: 'weight 1.5' },
    });
    expect(cameTo(target({ symbol: 'X', weight: -0.5, because }), worldOf(apart))).toEqual(['sell 0.5 X']);
  });
});
