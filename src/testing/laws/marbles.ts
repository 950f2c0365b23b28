import { Subject as Input } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { canonical } from '../../domain/canonical.js';
import { isoText } from '../../domain/iso-text.js';
import type { Entry } from '../../domain/journal.js';
import { seededRandom } from '../../engine/turns/seeded-random.js';
import type { AnyPipeline } from '../../pipeline/define-pipeline.js';
import { recordedFlow, type Step } from '../recorded-flow.js';
import type { Law } from './law.js';

/**
 * A flow is a function of its streams and its clock: given the same values at the same instants under a
 * TestScheduler, as in a marble test, it says what it said in the engine.
 */
export const marblesLaw: Law = {
  name: 'says under marbles what it says on a tape',
  problems: async (subject) => {
    const steps: Step[] = [];
    let plain: AnyPipeline | undefined;
    const { entries } = await subject.run(subject.events, (pipeline) => {
      plain = pipeline;
      return recordedFlow(pipeline, steps);
    });
    const tape = intentsOf(entries);
    const marbles = plain ? intentsUnderMarbles(plain, steps, subject.seed) : [];
    return [
      ...differences('in the run before', tape, intentsOf((await subject.whole()).entries)),
      ...differences('under marbles', tape, marbles),
    ];
  },
};

const intentsOf = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((entry) =>
    entry.kind === 'intent' ? [`${isoText(entry.at)} ${canonical(entry.body.intent)}`] : [],
  );

/** Hands a flow what it was given before, in that order; its timers are the TestScheduler's own. */
const intentsUnderMarbles = (pipeline: AnyPipeline, steps: readonly Step[], seed: number) => {
  const clock = new TestScheduler(() => undefined);
  const said: string[] = [];
  const inputs = new Map<string, Input<unknown>>();
  for (const step of steps) {
    // What is due later waits for its own step.
    clock.frame = step.at;
    if (step.kind === 'given') inputs.get(step.feed)?.next(step.value);
    if (step.kind === 'rang') ringNext(clock, step.at);
    if (step.kind === 'built') {
      // The types of a pipeline among others are forgotten; its feeds are named.
      const feeds = pipeline.feeds(step.context.params) as object;
      for (const feed of Object.keys(feeds)) inputs.set(feed, new Input());
      const random = seededRandom(seed, pipeline.name);
      pipeline.flow(Object.fromEntries(inputs), { ...step.context, clock, random }).subscribe({
        next: (intent) => said.push(`${isoText(clock.now())} ${canonical(intent)}`),
        error: (error: unknown) => said.push(`it fails: ${String(error)}`),
      });
    }
  }
  return said;
};

/** One timer only: in the engine the pipeline's own orders may stand between two timers of an instant. */
const ringNext = (clock: TestScheduler, at: number): void => {
  const [action] = clock.actions;
  if (!action || action.delay > at) return;
  clock.actions.shift();
  const error: unknown = action.execute(action.state, action.delay);
  if (error) throw new Error('a timer failed under marbles', { cause: error });
};

const differences = (where: string, tape: readonly string[], other: readonly string[]): readonly string[] => {
  const index = Array.from({ length: Math.max(tape.length, other.length) }, (_, at) => at).find(
    (at) => tape[at] !== other[at],
  );
  if (index === undefined) return [];
  return [`intent ${index + 1} on the tape: ${tape[index] ?? 'none'}; ${where}: ${other[index] ?? 'none'}`];
};
