import { describe, expect, it } from '@jest/globals';
import { amend, submit } from 'millrace';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { order, refusedOf } from './speaker.js';

const because = 'test';
const buy = (quantity: number, more?: Parameters<typeof order>[2]) => order('buy', quantity, more);
const sell = (quantity: number, more?: Parameters<typeof order>[2]) => order('sell', quantity, more);
const limits = { collarBps: 100 };

describe('collarBps', () => {
  it('measures a stop-limit from where it comes to the market', async () => {
    const near = [
      buy(1, { stopPrice: 150, limitPrice: 151 }),
      sell(1, { stopPrice: 50, limitPrice: 49.6 }),
      // Its stop is reached already.
      buy(1, { stopPrice: 50, limitPrice: 101 }),
    ];
    expect((await refusedOf(limits, { p: { 1: near } })).lines).toEqual([]);
    const { facts } = await refusedOf(limits, { p: { 1: [buy(1, { stopPrice: 150, limitPrice: 153 })] } });
    expect(facts).toEqual([{ price: 153, reference: 150, distanceBps: expect.closeTo(200, 6), limit: 100 }]);
  });

  it('asks a change of price, and lets a change of quantity alone', async () => {
    const says = {
      1: [buy(5, { key: 'k', limitPrice: 99.5 })],
      2: [amend('k', { limitPrice: 98, because }), amend('k', { limitPrice: 102, because })],
      // At 200 the order is far away, but nobody moves it.
      4: [amend('k', { quantity: 3, because }), amend('k', { quantity: 3, limitPrice: 100, because })],
    };
    const { lines } = await refusedOf(limits, { p: says }, { prices: [100, 100, 200, 200, 200] });
    expect(lines).toEqual(['2 p PRICE_COLLAR', '2 p PRICE_COLLAR', '4 p PRICE_COLLAR']);
  });

  it('leaves the exits of a bracket alone, which are far away on purpose', async () => {
    const entry = buy(1, { key: 'k', stopLoss: { stopPrice: 50 }, takeProfit: { limitPrice: 150 } });
    const says = { 1: [entry], 2: [amend('k/take-profit', { limitPrice: 160, because })] };
    expect((await refusedOf(limits, { p: says })).lines).toEqual([]);
  });

  it('does not ask again at the fill, which may be better than the limit', async () => {
    const rules = RULE_SETS['backtesting.py'];
    if (!rules) throw new Error('there is no rule set backtesting.py');
    const share = submit({ key: 'k', symbol: 'X', side: 'buy', fraction: 0.5, limitPrice: 99.5, because });
    const { lines, all } = await refusedOf(
      limits,
      { p: { 2: [share] } },
      { rules, prices: [100, 100, 90, 90] },
    );
    expect([lines, all('fill').map(({ body }) => body.price)]).toEqual([[], [90]]);
  });
});
