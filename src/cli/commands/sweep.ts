import { availableParallelism } from 'node:os';
import { MillraceError } from '../../domain/millrace-error.js';
import type { SetOutcome, SweepIdentity } from '../../sweep/ledger.js';
import { rankedBy } from '../../sweep/rank.js';
import { shareSources } from '../../sweep/share-sources.js';
import { findPipeline } from '../find-pipeline.js';
import { interruption } from '../interruption.js';
import { openSources } from '../open-sources.js';
import { wantedPipeline } from '../pipeline-planner.js';
import { type RunPlanner, runPlanner } from '../plan-run.js';
import { codeHash } from '../sweep/code-hash.js';
import { documentOf } from '../sweep/document-of.js';
import { type LedgerFile, openLedger } from '../sweep/ledger-file.js';
import { reportSweep } from '../sweep/report-sweep.js';
import { runSets } from '../sweep/run-sets.js';
import { setsIn } from '../sweep/sets-in.js';
import { type SortedSets, sortSets } from '../sweep/sort-sets.js';
import type { SweepOptions } from '../sweep/sweep-options.js';
import { sweepProgress } from '../sweep/sweep-progress.js';
import type { SweepWork } from '../sweep/sweep-worker.js';
import { version } from '../version.js';

/** `millrace sweep`: a backtest for every set of parameters, on threads over one tape in shared memory. */
export const sweepCommand = async (pipeline: string, options: SweepOptions): Promise<void> => {
  const begun = performance.now();
  rankedBy(options.rank);
  const asked = setsIn(options.param, options.where);
  const code = codeOf(pipeline);
  const planner = await runPlanner([pipeline], options);
  const sorted = await sortSets(asked.sets, planner);
  const ended = interruption();
  try {
    const work = await workOf(pipeline, options, { planner, sorted, signal: ended.signal });
    const tapeHash = work.tape.contentHash;
    const identity = identityOf(options, { work, planner, code });
    const ledger = options.out === undefined ? null : await openLedger(options.out, identity);
    const going = { work, code, ledger, signal: ended.signal };
    const outcomes = await outcomesOf(sorted, options, going).finally(() => ledger?.close());
    const elapsedMs = Math.round(performance.now() - begun);
    const run = { pipeline, rules: planner.config.rules, tapeHash, elapsedMs };
    await reportSweep(documentOf(asked, options, { sorted, outcomes, run }), asked.names, options);
  } finally {
    ended.dispose();
  }
};

/** Reads the sources into memory that all workers see. */
const workOf = async (
  pipeline: string,
  options: SweepOptions,
  { planner, sorted, signal }: { planner: RunPlanner; sorted: SortedSets; signal: AbortSignal },
): Promise<SweepWork> => {
  const { leadMs } = sorted;
  const { sources, coverage } = await openSources(options, { ...planner, leadMs });
  const tape = await shareSources(sources, {
    bytesMax: process.availableMemory() / 2,
    signal,
  }).catch((error: unknown) => {
    throw signal.aborted ? interrupted(options, { done: 0, sets: sorted.jobs.length }) : error;
  });
  const last = tape.segments.at(-1)?.at.at(-1) ?? Number.NEGATIVE_INFINITY;
  if (last < (coverage.from ?? last) || tape.rows === 0)
    throw new MillraceError('RANGE_EMPTY', { uri: tape.uri });
  const { source, param, set, config, rules, from, to, seed, strict } = options;
  const said = { source, param, set, config, seed, strict };
  const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const runOptions = { ...said, ...range, ...(rules === undefined ? {} : { rules }) };
  return { pipeline, options: runOptions, coverage, tape };
};

/** All that a result depends on; what a file is called, and how many workers there are, is no part of it. */
const identityOf = (
  { param, where, seed, strict }: SweepOptions,
  { work, planner, code }: { work: SweepWork; planner: RunPlanner; code: string },
): SweepIdentity => ({
  millrace: version(),
  pipeline: wantedPipeline(work.pipeline).id,
  code,
  params: param,
  where: where ?? null,
  seed,
  strict,
  coverage: work.coverage,
  tape: work.tape.contentHash,
  config: planner.config,
  riskFree: planner.riskFree,
});

const codeOf = (pipeline: string): string => codeHash(findPipeline(wantedPipeline(pipeline).name));

/** A sweep that is on its way. */
interface Going {
  readonly work: SweepWork;
  /** The hash of the pipeline's files as they were at first. */
  readonly code: string;
  readonly ledger: LedgerFile | null;
  readonly signal: AbortSignal;
}

/** What came of each set, by its place in the grid: from the ledger, and from workers for what it lacks. */
const outcomesOf = async (
  { jobs }: SortedSets,
  options: SweepOptions,
  { work, code, ledger, signal }: Going,
): Promise<ReadonlyMap<number, SetOutcome>> => {
  const outcomes = new Map(ledger?.outcomes.map((outcome) => [outcome.set, outcome]));
  const waiting = jobs.filter(({ set }) => !outcomes.has(set));
  const progress = sweepProgress(waiting.length);
  const said = new Set<string>();
  let done = 0;
  await runSets(waiting, {
    workers: options.workers ?? availableParallelism(),
    work,
    signal,
    say: (text) => {
      // Many sets have the same to say, and one that prints its every bar must not bury the rest.
      if (said.has(text) || said.size >= SAID_MAX) return;
      said.add(text);
      progress.say(text);
    },
    onOutcome: (outcome) => {
      if (codeOf(work.pipeline) !== code) throw new MillraceError('FILE_CHANGED', { path: work.pipeline });
      outcomes.set(outcome.set, outcome);
      // A worker may have died of what else went on here: that set is tried again.
      if (!('failed' in outcome) || outcome.failed.code !== 'SWEEP_SET_DIED') ledger?.add(outcome);
      done += 1;
      progress.show(done);
    },
  }).finally(progress.done);
  if (signal.aborted) throw interrupted(options, { done: outcomes.size, sets: jobs.length });
  return outcomes;
};

const SAID_MAX = 100;

const interrupted = ({ out }: SweepOptions, facts: { done: number; sets: number }): MillraceError => {
  const next = out === undefined ? 'With --out DIR it can go on.' : 'The same command goes on from there.';
  return new MillraceError('SWEEP_INTERRUPTED', { ...facts, next });
};
