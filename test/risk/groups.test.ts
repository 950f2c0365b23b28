import { describe, expect, it } from '@jest/globals';
import { cancel, type Intent } from 'millrace';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { minuteBars } from '../engine/minute-bars.js';
import { order, refusedOf } from './speaker.js';

const because = 'test';
const buy = (quantity: number, more?: Parameters<typeof order>[2]) => order('buy', quantity, more);

const run = async (
  says: Readonly<Record<number, readonly Intent[]>>,
  prices = [100, 100, 100, 100, 50, 50],
) => {
  const rules = RULE_SETS['realistic'];
  if (!rules) throw new Error('there is no rule set realistic');
  const events = ['X', 'Y'].flatMap((symbol) => minuteBars(symbol, prices));
  const { lines, facts, all } = await refusedOf({}, { p: says }, { rules, events, symbols: ['X', 'Y'] });
  return { lines, facts, filled: all('fill').map(({ body }) => body.key) };
};

describe('the group of a bracket', () => {
  it('is joined by nobody else, whose fill would take the stop away', async () => {
    const entry = buy(10, { key: 'in', stopLoss: { stopPrice: 90 } });
    const { lines, facts, filled } = await run({ 1: [entry], 2: [buy(1, { oco: '1-1:exit' })] });
    expect([lines, facts]).toEqual([['2 p KEY_RESERVED'], [{ key: '1-1:exit' }]]);
    expect(filled).toEqual(['in', 'in/stop-loss']);
    expect((await run({ 1: [buy(1, { oco: 'exit' }), buy(1, { oco: ':exit:' })] })).lines).toEqual([]);
  });
});

describe('a group', () => {
  const low = (key: string, more = {}) => buy(1, { key, limitPrice: 60, oco: 'g', ...more });

  it('is of one symbol: a fill that only a bar tells would be taken back by what was known before', async () => {
    const { lines, facts } = await run({ 1: [low('a')], 2: [low('b', { symbol: 'Y' })], 3: [low('c')] });
    expect(lines).toEqual(['2 p INTENT_INVALID']);
    expect(facts).toEqual([
      { field: 'oco', expected: 'a group of one symbol (order 1-1 of it is of X)', value: 'g' },
    ]);
  });

  it('has a name that is free again when its last order is over', async () => {
    const says = { 1: [low('a')], 2: [cancel('a', { because })], 3: [low('b', { symbol: 'Y' })] };
    expect((await run(says)).lines).toEqual([]);
  });
});
