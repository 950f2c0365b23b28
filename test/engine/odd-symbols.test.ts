import { describe, expect, it } from '@jest/globals';
import { bars, close, definePipeline, type Intent, submit, target } from 'millrace';
import { concatMap, EMPTY } from 'rxjs';
import { z } from 'zod';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import type { RunPlan } from '../../src/engine/run-plan.js';
import { minuteBars } from './minute-bars.js';
import { play } from './play.js';

const because = 'test';
/** What every plain object answers to, though nobody has put it there. */
const INHERITED = ['constructor', 'toString', 'hasOwnProperty', '__proto__'];
const CASES = INHERITED.flatMap((symbol) => Object.keys(RULE_SETS).map((name) => [symbol, name] as const));

const run = async (name: string, { heard, said }: { heard: string; said: readonly Intent[] }) => {
  const pipeline = definePipeline({
    name: 'speaker',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: [heard], every: '1m' }) }),
    flow: ({ bar$ }) => bar$.pipe(concatMap((_, index) => (index === 1 ? said : EMPTY))),
  });
  const rules: RunPlan['rules'] | undefined = RULE_SETS[name];
  if (!rules) throw new Error(`there is no rule set ${name}`);
  return play({ pipelines: { pipeline }, events: minuteBars(heard, [100, 100, 100, 100]), rules });
};

describe('a symbol by the name of what every object has', () => {
  it.each(CASES)('is unknown where no source has it: %s, %s', async (symbol, rules) => {
    const { all } = await run(rules, {
      heard: 'X',
      said: [
        target({ symbol, quantity: 10, because }),
        target({ symbol, weight: 0.5, because }),
        submit({ key: 'k', symbol, side: 'buy', quantity: 1, because }),
        close({ symbol, because }),
      ],
    });
    expect(all('refusal').map(({ body }) => body.code)).toEqual([
      'SYMBOL_UNKNOWN',
      'SYMBOL_UNKNOWN',
      'SYMBOL_UNKNOWN',
      'POSITION_FLAT',
    ]);
  });

  it.each(CASES)('is a symbol like any other where a source has it: %s, %s', async (symbol, rules) => {
    const said = [target({ symbol, quantity: 10, because })];
    const { all, marks, outcome } = await run(rules, { heard: symbol, said });
    expect(outcome.failures).toEqual([]);
    expect(all('fill').map((entry) => [entry.symbol, entry.body.quantity])).toEqual([[symbol, 10]]);
    expect(marks.at(-1)?.prices[symbol]).toMatchObject({ close: 100 });
  });
});
