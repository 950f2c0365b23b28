import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../domain/assert.js';
import type { Coverage } from '../../domain/journal.js';
import type { SetOutcome } from '../../sweep/ledger.js';
import { sharedSource } from '../../sweep/shared-source.js';
import type { SharedTape } from '../../sweep/shared-tape.js';
import { leadMs } from '../lead-ms.js';
import { perform } from '../perform.js';
import { type RunOptions, type RunPlanner, runPlanner } from '../plan-run.js';
import { failureOf } from './failure-of.js';

/** What every worker of a sweep is given once. */
export interface SweepWork {
  readonly pipeline: string;
  readonly options: RunOptions;
  readonly coverage: Coverage;
  readonly tape: SharedTape;
}

/** One set of parameters to run. */
export interface SweepJob {
  /** Its place in the grid. */
  readonly set: number;
  readonly texts: readonly string[];
}

/** Runs sets of parameters, one after the other, over the tape that all workers share. */
const work = async (): Promise<void> => {
  assert(parentPort, 'sweep-worker: it was not started as a worker');
  const port = parentPort;
  // The one who starts it is `thread.ts`.
  const given = workerData as SweepWork;
  const planner = await runPlanner([given.pipeline], given.options);
  port.on('message', (job: SweepJob) => {
    void outcomeOf(job, given, planner).then((outcome) => port.postMessage(outcome));
  });
  port.postMessage('ready');
};

const outcomeOf = async (
  { set, texts }: SweepJob,
  { coverage, tape }: SweepWork,
  planner: RunPlanner,
): Promise<SetOutcome> => {
  try {
    // Loaded anew for each set: what a file remembers beside its flow would make one set depend on those that
    // came before it in this worker.
    const planned = await planner.load();
    const pipelines = planned(texts);
    // As far back as a backtest of this set alone would read.
    const from = coverage.from === null ? Number.NEGATIVE_INFINITY : coverage.from - leadMs(pipelines);
    const run = planner.run({ pipelines, coverage, sources: [sharedSource(tape, from)] });
    const { result, outcome } = await perform(run, null, { hashesRows: false });
    if (result === null) return { set, failed: failureOf(outcome.failures[0]) };
    return { set, journalHash: result.run.journalHash, statistics: result.statistics };
  } catch (error) {
    return { set, failed: failureOf(error) };
  }
};

await work();
