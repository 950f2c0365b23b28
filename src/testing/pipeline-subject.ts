import type { z } from 'zod';
import { byEventTime } from '../domain/event-order.js';
import type { MarketEvent } from '../domain/market-event.js';
import { seededRandom } from '../engine/turns/seeded-random.js';
import type { AnyPipeline, Pipeline } from '../pipeline/define-pipeline.js';
import type { Feeds } from '../pipeline/feeds.js';
import type { Source } from '../sources/source.js';
import { backtestOn, type Run, type RunWish } from './backtest-on.js';
import { eventsSource } from './events-source.js';
import type { Subject } from './laws/law.js';

/** A pipeline to be tried, and the data to try it on. */
export interface Trial<S extends z.ZodType, F extends Feeds>
  extends Omit<RunWish<S, F>, 'pipeline' | 'events'> {
  /** One that is made from data (a fitted model, a table) as a function of them: they are cut too. */
  readonly pipeline: Pipeline<S, F> | ((events: readonly MarketEvent[]) => Pipeline<S, F>);
  /** What happens, each event at the instant at which it can be known; in any order of symbols. */
  readonly events: readonly MarketEvent[];
  /** Turns what happens into what the pipeline is told, where an adapter of yours does that. */
  readonly source?: (events: readonly MarketEvent[]) => Source;
  /** How many instants the tape is cut after, by chance; 200 if not told, all where there are fewer. */
  readonly cuts?: number;
  /** Decisions that the data must give before the median cut; 20 if not told. */
  readonly decisionsAtLeast?: number;
}

/** Makes a trial ready for its laws. */
export const pipelineSubject = <S extends z.ZodType, F extends Feeds>(trial: Trial<S, F>): Subject => {
  const { pipeline, source = eventsSource, cuts = 200, decisionsAtLeast = 20, seed = 1 } = trial;
  const events = trial.events.toSorted(byEventTime);
  // What a tape has is known before its first row, also when it is cut before the first row of a symbol.
  const { series } = source(events);
  const run: Subject['run'] = (part, around = (plain) => plain) => {
    const made: AnyPipeline = typeof pipeline === 'function' ? pipeline(part) : pipeline;
    return backtestOn({
      ...trial,
      pipeline: around(made),
      events: { ...source(part), series },
      seed,
    });
  };
  let whole: Promise<Run> | undefined;
  return {
    events,
    cuts: cutsIn(events, cuts, seededRandom(seed, 'cuts')),
    seed,
    decisionsAtLeast,
    run,
    whole: () => (whole ??= run(events)),
  };
};

/** Some of the instants, each but the last with the same chance. */
const cutsIn = (events: readonly MarketEvent[], count: number, dice: () => number): readonly number[] =>
  [...new Set(events.map(({ at }) => at))]
    .slice(0, -1)
    .map((at) => ({ at, lot: dice() }))
    .sort((a, b) => a.lot - b.lot)
    .slice(0, count)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
