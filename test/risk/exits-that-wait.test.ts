import { describe, expect, it } from '@jest/globals';
import { close, type Intent, target } from 'millrace';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { minuteBars } from '../engine/minute-bars.js';
import { order, refusedOf } from './speaker.js';

const because = 'test';
const out: Intent = close({ symbol: 'X', because });
const flat: Intent = target({ symbol: 'X', quantity: 0, because });
const waits = (timeInForce: 'open' | 'close'): Intent =>
  order('sell', 10, { key: timeInForce, reduceOnly: true, timeInForce });

/** 10 are held in the second minute, when it is said; what was refused, what filled, all in all. */
const run = async (...said: readonly Intent[]) => {
  const rules = RULE_SETS['realistic'];
  if (!rules) throw new Error('there is no rule set realistic');
  const says = { 1: [order('buy', 10, { key: 'in' })], 2: said };
  const events = minuteBars('X', [100, 100, 100, 100, 100, 100]);
  const { lines, all } = await refusedOf({}, { p: says }, { rules, events });
  return { lines, filled: all('fill').map(({ body }) => body.key) };
};

describe('an exit that waits for the open or the close', () => {
  it.each(['open', 'close'] as const)('keeps nobody from getting out now: %s', async (instant) => {
    expect(await run(waits(instant), out)).toEqual({ lines: [], filled: ['in', 'close:X'] });
    expect(await run(waits(instant), flat)).toEqual({ lines: [], filled: ['in', 'target:X'] });
    expect((await run(waits(instant), order('sell', 10, { reduceOnly: true }))).lines).toEqual([]);
  });

  it('closes all that there is at that instant, or after an exit at the market has', async () => {
    const twice = order('sell', 10, { key: 'twice', reduceOnly: true, timeInForce: 'close' });
    expect((await run(waits('close'), twice)).lines).toEqual(['2 p REDUCE_ONLY']);
    expect((await run(waits('open'), twice)).lines).toEqual([]);
    expect((await run(out, waits('close'))).lines).toEqual(['2 p REDUCE_ONLY']);
  });
});
