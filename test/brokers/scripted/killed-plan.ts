import { orderNames } from '../../../src/brokers/outside/order-names.js';
import type { CommandSink } from '../../../src/brokers/outside/outside-books.js';
import { outsideRules } from '../../../src/brokers/outside/outside-rules.js';
import type { RunPlan } from '../../../src/engine/run-plan.js';
import { bar } from '../../../src/testing/bar.js';
import { planOf } from '../../engine/play.js';
import { restless } from '../outside/campaign/restless.js';

/** What the engine that is killed trades. */
export const TRADED = ['AAA', 'BBB'] as const;

/** What its orders are called at the venue. */
export const KILLED_NAMES = orderNames('kil');

/** The same plan in every life of the engine, and in the proof afterwards. */
export const killedPlan = (commands: CommandSink): RunPlan =>
  planOf({
    pipelines: { p: restless },
    params: { p: { symbols: [...TRADED], until: Number.MAX_SAFE_INTEGER } },
    events: TRADED.map((symbol) => bar({ symbol, every: '1s' })),
    instrument: { calendar: null },
    capital: 1_000_000,
    rules: outsideRules({ names: KILLED_NAMES, commands, absentGraceMs: 600 }),
  });
