import { describe, expect, it } from '@jest/globals';
import { amend, type Intent, target } from 'millrace';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { minuteBars } from '../engine/minute-bars.js';
import { play, type Wish } from '../engine/play.js';
import { order, type Says, speaker } from './speaker.js';

const because = 'test';
const hold = (quantity: number): Intent => target({ symbol: 'X', quantity, because });
const weigh = (weight: number): Intent => target({ symbol: 'X', weight, because });

/** What came of some words over bars at 100: what traded at each bar, and what is held in the end. */
const story = async (says: Says, broker: Wish['broker'] = {}) => {
  const rules = RULE_SETS['backtesting.py'];
  if (!rules) throw new Error('there is no rule set backtesting.py');
  const events = minuteBars('X', [100, 100, 100, 100, 100, 100, 100, 100]);
  const { all } = await play({ pipelines: { p: speaker(says) }, events, rules, broker });
  // The first bar still warms, so bar 2 is the first at which something can be said.
  const fills = all('fill').map(({ body: { bar, side, quantity } }) => ({
    bar: (bar ?? Number.NaN) + 1,
    signed: side === 'buy' ? quantity : -quantity,
  }));
  return {
    trades: fills.map(({ bar, signed }) => `bar ${bar}: ${signed}`),
    held: fills.reduce((sum, { signed }) => sum + signed, 0),
    refused: all('refusal').map(({ body }) => body.code),
    rejected: all('order').flatMap(({ body }) => (body.state === 'rejected' ? [body.code] : [])),
  };
};

describe('a weight that is sized at the fill', () => {
  it('gives way to another said in the same turn', async () => {
    expect(await story({ 2: [weigh(0.8), weigh(0.3)] })).toMatchObject({ trades: ['bar 3: 300'] });
  });

  it('is not lost where something of its side is held already', async () => {
    const { trades } = await story({ 2: [weigh(0.5)], 4: [weigh(0.8), weigh(0.3)] });
    expect(trades).toEqual(['bar 3: 500', 'bar 5: -500', 'bar 5: 300']);
  });

  it('that returns in the same turn is held in the end', async () => {
    const { held } = await story({ 2: [weigh(0.5)], 4: [weigh(0.8), weigh(0.5)] });
    expect(held).toBe(500);
  });

  it('gives way to flat, whether flat is a weight or a quantity', async () => {
    for (const flat of [weigh(0), hold(0)]) {
      expect(await story({ 2: [weigh(0.9), flat] })).toMatchObject({ trades: [] });
      expect(await story({ 2: [weigh(0.5)], 4: [weigh(0.9), flat] })).toMatchObject({
        trades: ['bar 3: 500', 'bar 5: -500'],
      });
    }
  });

  it('gives way to a quantity, and a quantity to it', async () => {
    expect(await story({ 2: [weigh(0.9), hold(50)] })).toMatchObject({ trades: ['bar 3: 50'] });
    expect(await story({ 2: [hold(50), weigh(0.9)] })).toMatchObject({ trades: ['bar 3: 900'] });
  });

  it('said again does nothing, while it works and when it is held', async () => {
    const again = { 2: [weigh(0.5), weigh(0.5)], 3: [weigh(0.5)], 4: [weigh(0.5)] };
    expect(await story(again)).toMatchObject({ trades: ['bar 3: 500'] });
  });
});

describe('a quantity where lots are kept apart', () => {
  const switches = [{}, { hedging: true }, { exclusiveOrders: true }, { tradeOnClose: true }];

  it.each(switches)('is held after a raise, a cut and two reversals: %o', async (broker) => {
    for (const [index, wished] of [25, 5, -10, 10].entries()) {
      const way = [10, 25, 5, -10, 10].slice(0, index + 2);
      const says = Object.fromEntries(way.map((quantity, place) => [place + 2, [hold(quantity)]]));
      expect(await story(says, broker)).toMatchObject({ held: wished, refused: [], rejected: [] });
    }
  });

  it('said again does nothing more, though a new order takes the place of what is held', async () => {
    const again = { 2: [hold(10)], 3: [hold(25)], 4: [hold(25)], 5: [hold(25)] };
    const { trades } = await story(again, { exclusiveOrders: true });
    expect(trades).toEqual(['bar 3: 10', 'bar 4: -10', 'bar 4: 25']);
    const { trades: apart } = await story(again);
    expect(apart).toEqual(['bar 3: 10', 'bar 4: 15']);
  });

  it('of a part of a unit is rejected, not rounded, and not sent again until it changes', async () => {
    const { trades, refused, rejected } = await story({
      2: [hold(10.5)],
      3: [hold(10.5)],
      4: [hold(10.5)],
      5: [hold(10)],
    });
    expect(trades).toEqual(['bar 6: 10']);
    expect(rejected).toEqual(['RULES_UNSUPPORTED']);
    expect(refused).toEqual(['TARGET_REJECTED', 'TARGET_REJECTED']);
  });

  it('of a part of a unit is no cut either', async () => {
    const { trades, rejected } = await story({ 2: [hold(20)], 4: [hold(9.5)], 5: [hold(9.5)] });
    expect(trades).toEqual(['bar 3: 20']);
    expect(rejected).toEqual(['RULES_UNSUPPORTED']);
  });

  it('of a part of a unit trades where parts do, to their noise', async () => {
    const { trades } = await story(
      { 2: [hold(0.3)], 3: [hold(0.3)], 4: [hold(0.1)] },
      { fractionalUnit: 0.1 },
    );
    expect(trades).toEqual(['bar 3: 0.30000000000000004', 'bar 5: -0.2']);
  });

  it('is asked of a submitted order too, and of a change of one', async () => {
    expect(await story({ 2: [order('buy', 10.5)] })).toMatchObject({
      trades: [],
      rejected: ['RULES_UNSUPPORTED'],
    });
    const resting = order('buy', 10, { key: 'rest', limitPrice: 90 });
    const changed = amend('rest', { quantity: 4.5, because });
    const raised = amend('rest', { limitPrice: 110, because });
    expect(await story({ 2: [resting], 3: [changed], 4: [raised] })).toMatchObject({
      trades: ['bar 5: 10'],
      rejected: [],
    });
  });
});
