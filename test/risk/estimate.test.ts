import { describe, expect, it } from '@jest/globals';
import { close, submit, target } from 'millrace';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import type { Limits } from '../../src/risk/limits.js';
import { type Asked, order, refusedOf, type Says } from './speaker.js';

const because = 'test';
const share = (fraction: number, more: { limitPrice?: number; key?: string } = {}) =>
  submit({ key: 'share', symbol: 'X', side: 'buy', fraction, timeInForce: 'gtc', because, ...more });

/**
 * Under rules that size at the fill, with 10,000 at 100 a unit: what the first check refuses. The bar before
 * trading starts hears nothing, so what is said begins with the second.
 */
const firstRefusal = async (limits: Partial<Limits>, says: Says, more: Asked = {}) => {
  const rules = RULE_SETS['backtesting.py'];
  if (!rules) throw new Error('there is no rule set backtesting.py');
  const { lines, facts, all } = await refusedOf(limits, { p: says }, { rules, capital: 10_000, ...more });
  return { line: lines[0], facts: facts[0], fills: all('fill').map(({ body }) => body.quantity) };
};

describe('the estimate of an order that the fill will size', () => {
  it('is what its share of the equity pays for', async () => {
    const found = await firstRefusal({ maxOrderQuantity: 49 }, { 2: [share(0.5)] });
    expect(found).toEqual({ line: '2 p ORDER_QUANTITY_MAX', facts: { quantity: 50, limit: 49 }, fills: [] });
    expect((await firstRefusal({ maxOrderQuantity: 50 }, { 2: [share(0.5)] })).fills).toEqual([50]);
  });

  it('counts the leverage', async () => {
    const broker = { marginRatio: 0.2 };
    const found = await firstRefusal({ maxOrderNotional: 24_000 }, { 2: [share(0.5)] }, { broker });
    expect(found.line).toBe('2 p ORDER_NOTIONAL_MAX');
    expect(found.facts).toEqual({ notional: 25_000, limit: 24_000 });
    expect((await firstRefusal({ maxOrderNotional: 25_000 }, { 2: [share(0.5)] }, { broker })).fills).toEqual(
      [250],
    );
  });

  it('counts parts of a unit', async () => {
    const wish = { broker: { fractionalUnit: 0.25 }, prices: [40_000, 40_000, 40_000, 40_000] };
    const found = await firstRefusal({ maxOrderQuantity: 0.1 }, { 2: [share(0.9999)] }, wish);
    expect([found.line, found.facts]).toEqual([undefined, undefined]);
    const half = { ...wish, prices: [10_000, 10_000, 10_000, 10_000] };
    const more = await firstRefusal({ maxOrderQuantity: 0.5 }, { 2: [share(0.9)] }, half);
    expect([more.line, more.facts]).toEqual(['2 p ORDER_QUANTITY_MAX', { quantity: 0.75, limit: 0.5 }]);
  });

  it('leaves out what is tied up already', async () => {
    // 60 are held at 100, so that half of the free 4,000 buys 20.
    const says = { 2: [order('buy', 60)], 4: [share(0.5)] };
    expect((await firstRefusal({ maxPositionQuantity: 80 }, says)).fills).toEqual([60, 20]);
    const found = await firstRefusal({ maxPositionQuantity: 79 }, says);
    expect([found.line, found.facts]).toEqual(['4 p POSITION_QUANTITY_MAX', { quantity: 80, limit: 79 }]);
  });

  it('counts what closes of the same intent set free', async () => {
    const weigh = (weight: number) => target({ symbol: 'X', weight, because });
    const says = { 2: [weigh(0.5)], 4: [weigh(-0.9)] };
    expect((await firstRefusal({ maxOrderQuantity: 90 }, says)).fills).toEqual([50, 50, 90]);
    const found = await firstRefusal({ maxOrderQuantity: 89 }, says);
    expect([found.line, found.facts]).toEqual(['4 p ORDER_QUANTITY_MAX', { quantity: 90, limit: 89 }]);
  });

  it('stands for the order while it works', async () => {
    // At its own limit of 50 half of the money buys 100.
    const says = { 2: [share(0.5, { limitPrice: 50 }), order('buy', 60)] };
    const found = await firstRefusal({ maxPositionQuantity: 159 }, says);
    expect([found.line, found.facts]).toEqual(['2 p POSITION_QUANTITY_MAX', { quantity: 160, limit: 159 }]);
  });

  it('is the larger the lower the limit price is', async () => {
    const says = { 2: [share(0.5, { limitPrice: 50 })], 4: [close({ symbol: 'X', because })] };
    const found = await firstRefusal({ maxOrderQuantity: 99 }, says);
    expect([found.line, found.facts]).toEqual(['2 p ORDER_QUANTITY_MAX', { quantity: 100, limit: 99 }]);
  });
});
