import { describe, expect, it } from '@jest/globals';
import { map } from 'rxjs';
import { z } from 'zod';
import { orderNames } from '../../../src/brokers/outside/order-names.js';
import { outsideRules } from '../../../src/brokers/outside/outside-rules.js';
import { RULE_SETS, type RuleSet } from '../../../src/brokers/simulated/rule-sets.js';
import type { Input } from '../../../src/domain/input.js';
import type { Entry } from '../../../src/domain/journal.js';
import type { OperatorCommand } from '../../../src/domain/operator-command.js';
import type { OutsideEvent } from '../../../src/domain/outside-event.js';
import { assemble } from '../../../src/engine/assemble.js';
import { LiveEngine } from '../../../src/engine/live/live-engine.js';
import { definePipeline, target, trades } from '../../../src/index.js';
import type { Limits } from '../../../src/risk/limits.js';
import { trade } from '../../../src/testing/index.js';
import { executed } from '../../brokers/outside/hearing.js';
import { memorySource } from '../memory-source.js';
import { planOf } from '../play.js';

const realistic = RULE_SETS['realistic'];
if (!realistic) throw new Error('there is no rule set realistic');
const AT = Date.UTC(2024, 0, 2, 15, 0);

const holder = definePipeline({
  name: 'holder',
  params: z.strictObject({}),
  feeds: () => ({ trade$: trades({ symbols: ['X'] }) }),
  flow: ({ trade$ }) => trade$.pipe(map(() => target({ symbol: 'X', quantity: 20, because: 'test' }))),
});

/** An engine that people and brokers talk to, a second apart. */
const talkative = (rules: RuleSet) => {
  const entries: Entry[] = [];
  const source = memorySource([], { series: ['X', 'Y'].map((symbol) => ({ symbol, kind: 'trade' })) });
  const instrument = { calendar: 'XNYS' };
  const plan = planOf({ pipelines: { holder }, sources: [source], rules, instrument });
  const live = new LiveEngine(assemble(plan, { onEntry: (entry) => entries.push(entry) }));
  let serial = 0;
  let at = AT;
  const take = (input: Input) => {
    serial += 1;
    at += 1_000;
    return live.take({ serial, at, input });
  };
  const later = (ms: number) => {
    at += ms;
  };
  const passes = () =>
    take({ kind: 'market', event: trade({ symbol: 'X', at: at + 1_000, price: 100, size: 1_000 }) });
  const hear = (event: OutsideEvent) => take({ kind: 'broker', event });
  const say = (command: OperatorCommand) => take({ kind: 'operator', command, who: 'Ada', why: 'test' });
  const held = () => live.engine.portfolio.view.position('holder', 'X');
  return { entries, hear, held, later, passes, say };
};

/** It holds 20 of X at 100 on paper, and takes no new risk any more. */
const holding = () => {
  const run = talkative(realistic);
  for (let row = 0; row < 3; row += 1) run.passes();
  run.say({ kind: 'kill' });
  return run;
};

/** The same at a broker outside. */
const holdingOutside = () => {
  const commands = { put: () => undefined, revoke: () => undefined };
  const run = talkative(outsideRules({ names: orderNames('r'), commands, absentGraceMs: 5_000 }));
  run.hear({ kind: 'connection', state: 'up', detail: 'dialled' });
  run.hear({ kind: 'snapshot', request: 1, orders: [], executions: [], positions: [] });
  run.passes();
  run.hear(executed({ quantity: 20, price: 100 }));
  run.say({ kind: 'kill' });
  return run;
};

describe('flatten', () => {
  const limits: readonly Partial<Limits>[] = [
    { maxOrderNotional: 1_000 },
    { maxOrderQuantity: 7 },
    { maxPositionQuantity: 1 },
    { maxGrossNotional: 10 },
    { maxNetNotional: 10 },
    { maxOpenOrders: 0 },
    { maxOrdersPerMinute: 1 },
    { symbols: ['Y'] },
  ];

  it.each(limits)('closes what is held whatever bounds new orders: %j', (limit) => {
    const run = holding();
    run.say({ kind: 'limits', limits: limit });
    expect(run.held()).toBe(20);
    expect(run.say({ kind: 'flatten', symbol: null })).toEqual({ done: true, outcome: null });
    run.passes();
    expect(run.held()).toBe(0);
  });

  it('says what is still held where nothing may be sent, and why', () => {
    const run = holding();
    run.say({ kind: 'limits', limits: { sessionOnly: true } });
    run.later(12 * 3_600_000);
    expect(run.say({ kind: 'flatten', symbol: 'X' })).toEqual({
      done: false,
      outcome: {
        code: 'NOT_CLOSED',
        facts: { left: expect.stringMatching(/^X of holder \(X is outside its session at \d+ and .*\)$/) },
      },
    });
  });

  it.each(['AAPL', 'x'])('is not done for a symbol that is not in the run: %s', (symbol) => {
    expect(holding().say({ kind: 'flatten', symbol })).toEqual({
      done: false,
      outcome: { code: 'SYMBOL_NOT_IN_RUN', facts: { symbol, held: 'X' } },
    });
  });

  it('says so where nothing is held and nothing works', () => {
    const run = holding();
    run.say({ kind: 'flatten', symbol: 'X' });
    run.passes();
    const flat = { done: true, outcome: { code: 'POSITION_FLAT', facts: { symbol: 'X' } } };
    expect(run.say({ kind: 'flatten', symbol: 'X' })).toEqual(flat);
  });

  it('is done where nothing is held and an order works: it is taken back', () => {
    const run = talkative(realistic);
    run.passes();
    expect(run.say({ kind: 'flatten', symbol: 'X' })).toEqual({ done: true, outcome: null });
    run.passes();
    expect(run.entries.filter(({ kind }) => kind === 'fill')).toEqual([]);
  });

  it('is not done while the broker is away: its orders end at once', () => {
    const run = holdingOutside();
    expect(run.held()).toBe(20);
    run.hear({ kind: 'connection', state: 'down', detail: 'it hung up' });
    expect(run.say({ kind: 'flatten', symbol: null })).toMatchObject({
      done: false,
      outcome: {
        code: 'NOT_CLOSED',
        facts: { left: expect.stringMatching(/^X of holder \(the broker is away/) },
      },
    });
  });
});

describe('reconcile', () => {
  const reconcile = (symbol: string | null) => ({ kind: 'reconcile', symbol, pipeline: null }) as const;
  const executions = [executed({ quantity: 20, price: 100 })];

  it('says what it booked', () => {
    const run = holdingOutside();
    const positions = [{ symbol: 'X', quantity: 15 }];
    run.hear({ kind: 'snapshot', request: 2, orders: [], executions, positions });
    run.hear({ kind: 'snapshot', request: 3, orders: [], executions, positions });
    expect(run.say(reconcile('X'))).toEqual({
      done: true,
      outcome: { code: 'RECONCILED', facts: { pipeline: 'holder', symbol: 'X', quantity: -5, price: 100 } },
    });
    expect(run.held()).toBe(15);
  });

  it('is not done where the newest snapshot says nothing of it any more', () => {
    const reason = 'it traded since the newest snapshot: wait for the next';
    expect(holdingOutside().say(reconcile('X'))).toEqual({
      done: false,
      outcome: { code: 'RECONCILE_IMPOSSIBLE', facts: { symbol: 'X', reason } },
    });
  });

  it.each([null, 'X'])('says so where nothing was to be reconciled: %s', (symbol) => {
    const run = holdingOutside();
    const positions = [{ symbol: 'X', quantity: 20 }];
    run.hear({ kind: 'snapshot', request: 2, orders: [], executions, positions });
    expect(run.say(reconcile(symbol))).toMatchObject({ done: true, outcome: { code: 'NOTHING_RECONCILED' } });
  });

  it('takes the word of a person for what is about no symbol', () => {
    const run = holdingOutside();
    run.hear({ kind: 'unknown', symbol: null, text: 'gibberish' });
    expect(run.say(reconcile(null))).toEqual({ done: true, outcome: null });
  });
});
