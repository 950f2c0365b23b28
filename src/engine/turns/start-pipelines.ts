import type { Instrument } from '../../domain/instrument.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { EngineClock } from '../../time/engine-clock.js';
import type { RunPlan, RunWatch } from '../run-plan.js';
import type { Sessions } from '../sessions.js';
import { strictTurn, watchedTurn } from './in-turn.js';
import { PipelineRun, type PipelineWorld } from './pipeline-run.js';
import { seededRandom } from './seeded-random.js';
import { userLine } from './user-line.js';

/** Pipelines with their worlds around them, and how many of their timers came without a clock. */
export interface Pipelines {
  readonly runs: readonly PipelineRun[];
  readonly unclocked: ReadonlyMap<string, number>;
}

/** Builds the world of every pipeline: its clock, its chance, its instruments. Nothing flows yet. */
export const buildPipelines = (
  plan: RunPlan,
  world: { clock: EngineClock; sessions: Sessions; watch: RunWatch },
): Pipelines => {
  const unclocked = new Map<string, number>();
  const runs = plan.pipelines.map((one) => {
    const clock = world.clock.forPipeline(one.id);
    return new PipelineRun(one, {
      context: {
        params: one.params,
        clock,
        random: seededRandom(plan.seed, one.id),
        instruments: (symbol: string): Instrument => plan.instrument(symbol),
        calendar: world.sessions.calendar,
      },
      owner: {
        clock,
        unclocked: (madeAt) => noteTimer(one.id, { plan, unclocked, watch: world.watch, madeAt }),
      },
      guard: guardOf(one.id, plan, world.watch),
    });
  });
  return { runs, unclocked };
};

const guardOf = (pipeline: string, { strict }: RunPlan, { onImpure }: RunWatch): PipelineWorld['guard'] => {
  if (strict) return strictTurn(pipeline);
  return onImpure ? watchedTurn(pipeline, onImpure) : null;
};

interface TimerNote {
  readonly plan: RunPlan;
  readonly unclocked: Map<string, number>;
  readonly watch: RunWatch;
  readonly madeAt: string | undefined;
}

const noteTimer = (pipeline: string, { plan, unclocked, watch, madeAt }: TimerNote): void => {
  const count = (unclocked.get(pipeline) ?? 0) + 1;
  unclocked.set(pipeline, count);
  if (count > 1 && !plan.strict) return;
  const where = userLine(madeAt ?? new Error('place').stack);
  const error = new MillraceError('TIMER_UNCLOCKED', { pipeline, where });
  if (plan.strict) throw error;
  watch.onWarning?.(`warning: ${error.message} It ran on the engine's clock.`);
};
