import { describe, expect, it } from '@jest/globals';
import { submit } from 'millrace';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import type { Limits } from '../../src/risk/limits.js';
import { order, refusedOf, type Says } from './speaker.js';

const buy = (quantity: number, more?: Parameters<typeof order>[2]) => order('buy', quantity, more);
const sell = (quantity: number, more?: Parameters<typeof order>[2]) => order('sell', quantity, more);

/** Under broker.exclusiveOrders: a new order takes the place of all that is held. */
const exclusive = async (limits: Partial<Limits>, says: Says, prices = [100, 100, 100, 100, 100, 100]) => {
  const rules = RULE_SETS['backtesting.py'];
  if (!rules) throw new Error('there is no rule set backtesting.py');
  const broker = { exclusiveOrders: true };
  const { lines, all } = await refusedOf(limits, { p: says }, { rules, broker, prices, capital: 10_000 });
  return { lines, fills: all('fill').map(({ body: { side, quantity } }) => `${side} ${quantity}`) };
};

describe('an order that takes the place of what is held', () => {
  it('is asked for what is held then', async () => {
    const says = { 2: [buy(60)], 4: [buy(70)] };
    const fills = ['buy 60', 'sell 60', 'buy 70'];
    expect(await exclusive({ maxPositionQuantity: 70 }, says)).toEqual({ lines: [], fills });
    expect((await exclusive({ maxPositionQuantity: 69 }, says)).lines).toEqual(['4 p POSITION_QUANTITY_MAX']);
  });

  it('turns the position, and so does not pass a latch, though it is the smaller', async () => {
    const prices = [100, 100, 100, 50, 50, 50];
    const { lines, fills } = await exclusive({ maxDrawdownPct: 1 }, { 2: [buy(60)], 5: [sell(10)] }, prices);
    expect([lines, fills]).toEqual([['5 p DRAWDOWN_LATCHED'], ['buy 60']]);
  });

  it('has the money of what it closes', async () => {
    const share = submit({ key: 'k', symbol: 'X', side: 'buy', fraction: 0.9, because: 'test' });
    const says = { 2: [buy(60)], 4: [share] };
    expect((await exclusive({ maxOrderQuantity: 89 }, says)).lines).toEqual(['4 p ORDER_QUANTITY_MAX']);
    expect((await exclusive({ maxOrderQuantity: 90 }, says)).fills).toEqual(['buy 60', 'sell 60', 'buy 90']);
  });
});
