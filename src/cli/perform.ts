import { isoText } from '../domain/iso-text.js';
import type { Coverage } from '../domain/journal.js';
import { backtest } from '../engine/backtest.js';
import type { RunOutcome, RunPlan, RunRows } from '../engine/run-plan.js';
import { type BlockHash, hashing } from '../journal/journal-hash.js';
import type { Output } from '../journal/prepare-output.js';
import { RowsHash } from '../tape/rows-hash.js';
import type { PlannedRun } from './plan-run.js';
import { progressLine } from './progress-line.js';
import { type CliResult, type ResultMeta, resultFold } from './result-of.js';
import { riskFreeRate } from './risk-free-of.js';
import { strayErrors } from './stray-errors.js';
import { version } from './version.js';

/** A run that was carried out; null where no pipeline came to the end of it. */
export interface Performed {
  readonly result: CliResult | null;
  readonly outcome: RunOutcome;
  readonly blocks: readonly BlockHash[];
}

/** What one run needs and another does not. */
interface Performing {
  /** Ends the run where it is. */
  readonly ended?: AbortSignal;
  /** Whether the rows are hashed; the hash of a tape that is read as a whole is known without it. */
  readonly hashesRows?: boolean;
}

/**
 * Runs a backtest with all that watches it: hashes, the journal's file, progress on a terminal, errors that
 * nobody caught.
 */
export const perform = async (
  planned: PlannedRun,
  output: Pick<Output, 'journal'> | null,
  { ended, hashesRows = true }: Performing = {},
): Promise<Performed> => {
  const fold = resultFold();
  let entries = 0;
  const hashes = hashing();
  const rows = hashesRows ? runHash(planned.plan) : null;
  const progress = progressLine(planned.plan.coverage);
  const stray = strayErrors(planned.plan.pipelines.map(({ id }) => id));
  const begun = performance.now();
  const outcome = await backtest(planned.plan, {
    onEntry: (entry) => {
      entries += 1;
      fold.add(entry);
      const line = hashes.add(entry);
      output?.journal.add(line);
    },
    ...(rows?.onRows && { onRows: rows.onRows }),
    onProgress: progress.show,
    onWarning: progress.say,
    settle: async () => output?.journal.settle(),
    signal: AbortSignal.any([stray.signal, ...(ended ? [ended] : [])]),
  }).finally(() => {
    progress.done();
    stray.dispose();
  });
  stray.check();
  await output?.journal.settle();
  const { blocks, journalHash, decisionHash } = hashes.digests();
  const elapsedMs = Math.round(performance.now() - begun);
  const isEmpty = outcome.failures.length === planned.plan.pipelines.length || entries === 0;
  if (isEmpty) return { result: null, outcome, blocks };
  // Nobody knows the rest of the rows of a run that was interrupted.
  const tapeHash = outcome.interrupted ? null : (rows?.digest() ?? null);
  const run = runOf(planned.plan, outcome, { journalHash, decisionHash, tapeHash, elapsedMs });
  const result = fold.result(metaOf(planned, run, outcome.coverage), outcome.marks);
  return { result, outcome, blocks };
};

/** The hash of a run's rows; a tape that is read as a whole knows it, all others are hashed as they come. */
const runHash = ({ sources: [only, ...others] }: RunPlan): RunHash => {
  const known = others.length === 0 ? only?.contentHash : undefined;
  if (known !== undefined) return { digest: () => known };
  const hash = new RowsHash();
  return {
    onRows: (rows) => ('batch' in rows ? hash.batch(rows.batch, rows.streams) : hash.events(rows)),
    digest: () => hash.digest(),
  };
};

interface RunHash {
  readonly onRows?: (rows: RunRows) => void;
  readonly digest: () => string;
}

const metaOf = ({ plan, riskFree }: PlannedRun, run: ResultMeta['run'], coverage: Coverage): ResultMeta => ({
  run,
  rules: plan.rules,
  riskFreeRate: riskFreeRate(riskFree, coverage),
  benchmark: plan.benchmark,
  sourceNotices: plan.sources.flatMap(({ notices }) => notices),
});

const runOf = (
  plan: RunPlan,
  { coverage, events }: RunOutcome,
  computed: Pick<ResultMeta['run'], 'journalHash' | 'decisionHash' | 'tapeHash' | 'elapsedMs'>,
): ResultMeta['run'] => ({
  id: computed.journalHash.slice(0, 12),
  pipelines: plan.pipelines.map(({ id }) => id),
  params: Object.fromEntries(plan.pipelines.map(({ id, params }) => [id, params])),
  source: plan.sources.map(({ uri }) => uri),
  rules: plan.rules.name,
  seed: plan.seed,
  version: version(),
  startAt: coverage.from === null ? null : isoText(coverage.from),
  endAt: coverage.to === null ? null : isoText(coverage.to),
  events,
  elapsedMs: computed.elapsedMs,
  journalHash: computed.journalHash,
  decisionHash: computed.decisionHash,
  tapeHash: computed.tapeHash,
});
