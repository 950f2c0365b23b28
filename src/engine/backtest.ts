import type { Coverage } from '../domain/journal.js';
import { MillraceError } from '../domain/millrace-error.js';
import { marksHash } from '../journal/marks-hash.js';
import { wallClock } from '../time/wall-clock.js';
import { assemble, type Engine } from './assemble.js';
import { finalize } from './finalize.js';
import { beginOf } from './foundation.js';
import { portions } from './rows/portions.js';
import type { RunOutcome, RunPlan, RunWatch } from './run-plan.js';

/**
 * Runs pipelines over recorded events: the sources' rows in the declared order, their own times as the
 * clock, a simulated broker. What is the same in the plan is the same in the journal, byte for byte.
 */
export const backtest = async (plan: RunPlan, watch: RunWatch = {}): Promise<RunOutcome> => {
  const engine = assemble(plan, watch);
  const progress = await turn(engine, plan, watch);
  const { first, last, interrupted } = progress;
  if (!interrupted && !engine.wheel.isOver()) refuseEmpty(plan, last);
  if (first !== null) return end(engine, plan, progress);
  const marks = engine.marks.marks();
  return { events: 0, coverage: plan.coverage, interrupted, marks, failures: [] };
};

/** A range in which nothing happens was meant otherwise; what comes before it only warms up. */
const refuseEmpty = ({ sources, coverage: { from } }: RunPlan, last: number | null): void => {
  if (last !== null && (from === null || last >= from)) return;
  throw new MillraceError('RANGE_EMPTY', { uri: sources.map(({ uri }) => uri).join(' and ') });
};

interface Progress {
  readonly events: number;
  readonly interrupted: boolean;
  readonly first: number | null;
  readonly last: number | null;
}

const turn = async (engine: Engine, plan: RunPlan, watch: RunWatch): Promise<Progress> => {
  let events = 0;
  let first: number | null = null;
  let last: number | null = null;
  for await (const portion of portions(plan.sources, engine)) {
    if (watch.signal?.aborted || engine.wheel.isOver()) break;
    watch.onRows?.(portion.rows);
    if (first === null) begin(engine, portion.firstAt);
    first ??= portion.firstAt;
    const { rows, lastAt } = portion.turn();
    last = lastAt ?? last;
    events += rows;
    if (last !== null) watch.onProgress?.({ events, at: last });
    await watch.settle?.();
  }
  // A promise of a pipeline has its say now at the latest, and is found out.
  await wallClock.nextMacrotask();
  return { events, interrupted: watch.signal?.aborted ?? false, first, last };
};

const begin = (engine: Engine, firstAt: number): void => {
  const { from } = engine.plan.coverage;
  const at = from === null ? firstAt : Math.min(from, firstAt);
  engine.clock.moveTo(at);
  engine.journal.append({ kind: 'begin', causes: [], body: beginOf(engine) });
  engine.wheel.start(at);
};

const end = (engine: Engine, plan: RunPlan, progress: Progress): RunOutcome => {
  const { events, interrupted, first, last } = progress;
  const { from, to } = plan.coverage;
  const coverage: Coverage = { from: from ?? first, to: interrupted ? last : (to ?? last) };
  engine.wheel.finish(coverage.to ?? Number.NEGATIVE_INFINITY);
  noteUnfilled(engine);
  for (const [pipeline, count] of engine.pipelines.unclocked) {
    engine.journal.append({
      kind: 'notice',
      causes: [],
      pipeline,
      body: { code: 'TIMER_UNCLOCKED', facts: { count } },
    });
  }
  for (const facts of engine.cover.silences()) {
    engine.journal.append({ kind: 'notice', causes: [], body: { code: 'MATCH_STREAM_SILENT', facts } });
  }
  for (const outcome of plan.sources.flatMap(({ outcomes = [] }) => outcomes)) {
    engine.journal.append({ kind: 'notice', causes: [], body: outcome });
  }
  engine.journal.append({ kind: 'end', causes: [], body: { events, coverage, interrupted } });
  finalize(engine);
  const marks = engine.marks.marks();
  const body = { marks: marks.length, marksHash: marksHash(marks) };
  engine.journal.append({ kind: 'close', causes: [], body });
  return { events, coverage, interrupted, marks, failures: engine.failures };
};

const noteUnfilled = ({ journal, portfolio, desk }: Engine): void => {
  for (const pipeline of portfolio.view.pipelines) {
    for (const { order, state, filled } of portfolio.view.liveOrders(pipeline)) {
      const remaining = order.quantity === null ? null : order.quantity - filled;
      const body = { order: order.id, state, remaining };
      const causes = desk.placedBy(order.id);
      journal.append({ kind: 'unfilled', causes, pipeline, symbol: order.symbol, body });
    }
  }
};
