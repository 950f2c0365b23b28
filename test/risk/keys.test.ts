import { describe, expect, it } from '@jest/globals';
import { cancel, close, type Intent, target } from 'millrace';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { minuteBars } from '../engine/minute-bars.js';
import { type Asked, order, refusedOf, type Says } from './speaker.js';

const because = 'test';
const buy = (quantity: number, more?: Parameters<typeof order>[2]) => order('buy', quantity, more);
const sell = (quantity: number, more?: Parameters<typeof order>[2]) => order('sell', quantity, more);
const out: Intent = close({ symbol: 'X', because });
const half: Intent = close({ symbol: 'X', portion: 0.5, because });
const hold = (quantity: number): Intent => target({ symbol: 'X', quantity, because });

/** What was refused, what filled, and the keys that were ever alive twice at a time. */
const keysOf = async (says: Says, more: Asked = {}) => {
  const { lines, facts, all } = await refusedOf({}, { p: says }, more);
  const live = new Map<string, string>();
  const twice: string[] = [];
  const entries = [...all('command'), ...all('order'), ...all('fill')].sort((a, b) => a.serial - b.serial);
  for (const { kind, body } of entries) {
    if (kind === 'command') {
      if (body.command.kind !== 'place') continue;
      for (const { key, id } of [body.command.order, ...body.command.children]) {
        if (live.has(key)) twice.push(key);
        live.set(key, id);
      }
    } else {
      const over = kind === 'fill' ? body.complete : !['pending', 'working', 'partial'].includes(body.state);
      if (over && live.get(body.key) === body.order) live.delete(body.key);
    }
  }
  const fills = all('fill').map(({ body: { side, quantity } }) => `${side} ${quantity}`);
  return { lines, facts, fills, twice };
};

describe('a close that is repeated before the first one filled', () => {
  it('is refused: the key of the first is taken', async () => {
    const { lines, facts, fills } = await keysOf({ 1: [buy(100)], 2: [out, out] });
    expect([lines, facts, fills]).toEqual([['2 p KEY_TAKEN'], [{ key: 'close:X' }], ['buy 100', 'sell 100']]);
    expect((await keysOf({ 1: [buy(100)], 2: [half, half] })).fills).toEqual(['buy 100', 'sell 50']);
    expect((await keysOf({ 1: [buy(100)], 2: [half], 3: [out] })).fills).toEqual([
      'buy 100',
      'sell 50',
      'sell 50',
    ]);
  });

  it('is refused of one lot as well, and where the position or the target gives it up already', async () => {
    const says = (...said: readonly Intent[]): Says => ({ 1: [buy(100)], 2: said });
    // The lot is named by the serial of the fill that opened it.
    const { all } = await refusedOf({}, { p: says() });
    const lot = close({ symbol: 'X', lot: String(all('fill')[0]?.serial), because });
    expect((await keysOf(says(lot, lot))).lines).toEqual(['2 p KEY_TAKEN']);
    for (const twice of [
      says(out, lot),
      says(lot, out),
      says(hold(0), out),
      says(out, hold(0)),
      says(out, sell(1, { reduceOnly: true })),
    ]) {
      const { lines, fills } = await keysOf(twice);
      expect([lines, fills]).toEqual([['2 p REDUCE_ONLY'], ['buy 100', 'sell 100']]);
    }
  });

  it('is taken where lots are kept apart, as the engine does whose rules these are, under a key of its own', async () => {
    const rules = RULE_SETS['backtesting.py'];
    if (!rules) throw new Error('there is no rule set backtesting.py');
    const { lines, fills, twice } = await keysOf({ 2: [buy(10)], 3: [half, half, out] }, { rules });
    expect([lines, fills, twice]).toEqual([[], ['buy 10', 'sell 10'], []]);
    const parts = await keysOf({ 2: [buy(10)], 3: [half, half] }, { rules });
    expect([parts.fills, parts.twice]).toEqual([['buy 10', 'sell 5', 'sell 5'], []]);
  });
});

describe('a key of the form the engine names its own orders by', () => {
  it.each(['target:X', 'target:Y', 'close:X', 'close:7', 'house-1-2', 'a/stop-loss', 'a/take-profit'])(
    'is refused: %s',
    async (key) => {
      const { lines, facts } = await keysOf({ 1: [buy(1, { key })] });
      expect([lines, facts]).toEqual([['1 p KEY_RESERVED'], [{ key }]]);
    },
  );

  it('is not one that only looks like it', async () => {
    const keys = [
      'target',
      'close',
      'my target:X',
      'a/stop-loss/2',
      'stop-loss',
      'X breakout 2024-01-02T00:00:00Z',
    ];
    expect((await keysOf({ 1: keys.map((key) => buy(1, { key })) })).lines).toEqual([]);
  });
});

describe('the key of a live order', () => {
  it('is free again when the order is over', async () => {
    const rules = RULE_SETS['realistic'];
    if (!rules) throw new Error('there is no rule set realistic');
    const bracket = buy(1, {
      key: 'a',
      limitPrice: 50,
      stopLoss: { stopPrice: 40 },
      takeProfit: { limitPrice: 60 },
    });
    const says = { 1: [bracket, bracket, cancel('a', { because }), bracket] };
    const { lines, twice } = await keysOf(says, { rules, events: minuteBars('X', [100, 100]) });
    expect([lines, twice]).toEqual([['1 p KEY_TAKEN'], []]);
  });
});
