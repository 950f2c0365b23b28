import { map } from 'rxjs';
import { z } from 'zod';
import { orderNames } from '../../../src/brokers/outside/order-names.js';
import { outsideRules } from '../../../src/brokers/outside/outside-rules.js';
import { resolveSettings } from '../../../src/brokers/simulated/resolve-settings.js';
import { usShare } from '../../../src/domain/instrument.js';
import type { Intent } from '../../../src/domain/intent.js';
import type { Entry, EntryKind, EntryOf } from '../../../src/domain/journal.js';
import type { Command } from '../../../src/domain/order.js';
import type { OutsideEvent, OutsideExecution, OutsideOrder } from '../../../src/domain/outside-event.js';
import { assemble } from '../../../src/engine/assemble.js';
import { beginOf } from '../../../src/engine/foundation.js';
import type { RunPlan } from '../../../src/engine/run-plan.js';
import { definePipeline } from '../../../src/pipeline/define-pipeline.js';
import { events, trades } from '../../../src/pipeline/feeds.js';
import { memorySource } from '../../engine/memory-source.js';
import { NO_LIMITS } from '../../engine/no-limits.js';

type Snapshot = Extract<OutsideEvent, { kind: 'snapshot' }>;

/** An engine of one pipeline that wishes what a test says, and a broker that says what a test says. */
export const hearing = (more: Pick<RunPlan, 'finishedOrders'> = {}) => {
  const entries: Entry[] = [];
  const sent: Command[] = [];
  const revoked: string[] = [];
  let now = 1_000;
  let input = 0;
  let request = 0;
  const obedient = definePipeline({
    name: 'obedient',
    params: z.strictObject({}),
    feeds: () => ({
      trade$: trades({ symbols: ['X'] }),
      wish$: events({ name: 'wish', schema: z.custom<Intent>() }),
    }),
    flow: ({ wish$ }) => wish$.pipe(map(({ data }) => data)),
  });
  const wishOf = (data: unknown) =>
    ({ kind: 'event', name: 'wish', symbol: '', at: now, happenedAt: now, data }) as const;
  const trade = { kind: 'trade', symbol: 'X', at: 0, happenedAt: 0, price: 20, size: 100 } as const;
  const engine = assemble(
    {
      pipelines: [{ id: 'p', pipeline: obedient, params: {}, capital: 10_000 }],
      sources: [memorySource([trade, wishOf({})])],
      rules: outsideRules({
        names: orderNames('r'),
        commands: { put: (command) => sent.push(command), revoke: (order) => revoked.push(order) },
        absentGraceMs: 5_000,
      }),
      broker: resolveSettings({ cash: 10_000 }, {}),
      limits: NO_LIMITS,
      currency: 'USD',
      benchmark: null,
      instrument: (symbol) => ({ ...usShare(symbol), calendar: null }),
      seed: 1,
      coverage: { from: null, to: null },
      strict: false,
      ...more,
    },
    { onEntry: (entry) => entries.push(entry) },
  );
  const { outside } = engine.broker;
  if (!outside) throw new Error('the broker is outside');
  engine.clock.moveTo(now);
  engine.journal.append({ kind: 'begin', causes: [], body: beginOf(engine) });
  engine.wheel.start(now);
  const hear = (event: OutsideEvent): void => {
    input += 1;
    engine.wheel.hear(outside.hear(event), () => [{ input }]);
  };
  const desk = {
    entries,
    sent,
    revoked,
    outside,
    portfolio: engine.portfolio.view,
    hear,
    /** Time passes. */
    later: (ms: number) => {
      now += ms;
      engine.wheel.advance(now);
    },
    wish: (intent: Intent) => engine.wheel.process(wishOf(intent)),
    snapshot: (told: Partial<Snapshot> = {}) => {
      request += 1;
      hear({ kind: 'snapshot', request, orders: [], executions: [], positions: [], ...told });
    },
    reconcile: (symbol: string | null) =>
      engine.wheel.hear(
        outside.reconcile({ symbol, pipeline: null, who: 'Ada', why: 'she called' }),
        () => [],
      ),
    all: <K extends EntryKind>(kind: K) =>
      entries.filter((entry): entry is EntryOf<K> => entry.kind === kind),
    codes: () =>
      entries.flatMap(({ kind, body }) =>
        'code' in body && body.code !== null ? [`${kind} ${body.code}`] : [],
      ),
    state: (id: string) => engine.portfolio.view.order(id)?.state,
  };
  desk.hear({ kind: 'connection', state: 'up', detail: 'dialled' });
  desk.snapshot();
  return desk;
};

/** An execution as the broker tells it. */
export const executed = (more: Partial<OutsideExecution> = {}): OutsideExecution => ({
  kind: 'execution',
  execution: 'E1',
  replaces: null,
  order: 'r-1-1',
  symbol: 'X',
  side: 'buy',
  quantity: 10,
  price: 20,
  commission: 1,
  happenedAt: 900,
  ...more,
});

/** An order in a snapshot. */
export const listed = (more: Partial<OutsideOrder> = {}): OutsideOrder => ({
  order: 'r-1-1',
  symbol: 'X',
  side: 'buy',
  quantity: 10,
  limitPrice: null,
  stopPrice: null,
  filled: 0,
  state: 'working',
  ...more,
});
