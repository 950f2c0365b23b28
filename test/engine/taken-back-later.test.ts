import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, type Intent, submit } from 'millrace';
import { from, mergeMap, NEVER } from 'rxjs';
import { z } from 'zod';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { minuteBars } from './minute-bars.js';
import { play } from './play.js';

const gtc = { symbol: 'X', timeInForce: 'gtc', because: 'test' } as const;
const entry = submit({ ...gtc, key: 'in', side: 'buy', quantity: 10, stopLoss: { stopPrice: 60 } });
const exit = submit({ ...gtc, key: 'out', side: 'sell', quantity: 10, limitPrice: 120 });

const run = async (says: Readonly<Record<number, readonly Intent[] | 'fail'>>, limits = {}) => {
  const saying = definePipeline({
    name: 'saying',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
    flow: ({ bar$ }) =>
      bar$.pipe(
        mergeMap((_, index) => {
          const said = says[index + 1] ?? [];
          if (said === 'fail') throw new Error('gone');
          return from(said);
        }),
      ),
  });
  const rules = RULE_SETS['realistic'];
  if (!rules) throw new Error('there is no rule set realistic');
  const { all } = await play({
    // With another one beside it a run goes on where this one fails.
    pipelines: { saying, idle: { ...saying, flow: () => NEVER } },
    events: minuteBars('X', [100, 100, 80, 50, 130, 130]),
    ...{ rules, limits, capital: 2_000 },
  });
  const fills = all('fill');
  const taken = all('command').filter(({ body }) => body.command.kind === 'cancel');
  return { filled: fills.map(({ body }) => body.key), fills, taken };
};

describe('an exit that was left because it could only close', () => {
  it.each([
    ['a loss limit', { 1: [entry], 2: [exit] }, { maxDrawdownPct: 4 }],
    ['a failure of its pipeline', { 1: [entry], 2: [exit], 3: 'fail' as const }, {}],
  ])('is taken back after %s, when a stop has closed the same units', async (_, says, risk) => {
    const { filled, fills, taken } = await run(says, risk);
    expect(filled).toEqual(['in', 'in/stop-loss']);
    expect(taken.map(({ causes }) => causes)).toEqual([[{ entry: fills[1]?.serial }]]);
  });

  it('is none of ours where neither came: an order may turn a position', async () => {
    expect((await run({ 1: [entry], 2: [exit] })).filled).toEqual(['in', 'in/stop-loss', 'out']);
  });
});
