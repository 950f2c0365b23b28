import { isoText } from '../domain/iso-text.js';
import type { Coverage } from '../domain/journal.js';
import { backtest } from '../engine/backtest.js';
import type { RunOutcome, RunPlan } from '../engine/run-plan.js';
import { type BlockHash, hashing } from '../journal/journal-hash.js';
import type { Output } from '../journal/prepare-output.js';
import { rowsHash } from '../journal/rows-hash.js';
import { meanRate } from '../report/mean-rate.js';
import type { PlannedRun } from './plan-run.js';
import { progressLine } from './progress-line.js';
import { type CliResult, type ResultMeta, resultFold } from './result-of.js';
import { strayErrors } from './stray-errors.js';
import { version } from './version.js';

/** A run that was carried out; null where no pipeline came to the end of it. */
export interface Performed {
  readonly result: CliResult | null;
  readonly outcome: RunOutcome;
  readonly blocks: readonly BlockHash[];
}

/**
 * Runs a backtest with all that watches it: hashes, the journal's file, progress on a terminal, errors that
 * nobody caught.
 *
 * @param ended Ends the run where it is.
 */
export const perform = async (
  planned: PlannedRun,
  output: Pick<Output, 'journal'> | null,
  ended?: AbortSignal,
): Promise<Performed> => {
  const fold = resultFold();
  let entries = 0;
  const hashes = hashing();
  const rows = rowsHash();
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
    onRows: rows.add,
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
  const tapeHash = hashOfRows(planned.plan) ?? rows.digest();
  const run = runOf(planned.plan, outcome, { journalHash, decisionHash, tapeHash, elapsedMs });
  const result = fold.result(metaOf(planned, run, outcome.coverage), outcome.marks);
  return { result, outcome, blocks };
};

/** A tape that is read as it is knows its own hash; rows that are merged are hashed as they come. */
const hashOfRows = ({ sources }: RunPlan): string | undefined =>
  sources.length === 1 ? sources[0]?.contentHash : undefined;

const metaOf = ({ plan, riskFree }: PlannedRun, run: ResultMeta['run'], coverage: Coverage): ResultMeta => ({
  run,
  rules: plan.rules,
  riskFreeRate:
    typeof riskFree === 'number'
      ? riskFree
      : meanRate(riskFree, { from: coverage.from ?? 0, to: coverage.to ?? 0 }),
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
