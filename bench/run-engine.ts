import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { perform } from '../src/cli/perform.js';
import { planRun } from '../src/cli/plan-run.js';
import type { RunPlan } from '../src/engine/run-plan.js';
import { openJournal } from '../src/journal/journal-file.js';
import type { Batch } from '../src/tape/batch.js';
import type { Outcome } from './outcome.js';

/** A backtest as the command line is told of it. */
export interface Told {
  readonly pipeline: string;
  readonly source: string;
  readonly param: readonly string[];
  /** Rows instead of the source's, of the same streams. */
  readonly batches?: () => Iterable<Batch>;
}

/**
 * Runs a backtest as `millrace backtest` does, journal on the disk and statistics in, without the report's
 * page: from the tape's path to the final equity. No spread and no fee, so that a loop can do the same.
 */
export const runEngine = async ({ pipeline, source, param, batches }: Told): Promise<Outcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-'));
  const path = join(folder, 'journal.jsonl');
  try {
    const begun = performance.now();
    const planned = await planRun([pipeline], {
      source: [source],
      param,
      set: ['broker.cash=1000000000'],
      config: [],
      rules: 'backtesting.py',
      seed: 1,
      strict: false,
    });
    const journal = await openJournal(path);
    const told = batches ? { ...planned, plan: withRows(planned.plan, batches) } : planned;
    const { result } = await perform(told, { journal });
    await journal.close();
    const seconds = (performance.now() - begun) / 1_000;
    if (result === null) throw new Error(`${pipeline} failed`);
    const { run, statistics, trades } = result;
    return {
      rows: run.events,
      seconds,
      trades: trades.length,
      finalEquity: statistics.finalEquity ?? Number.NaN,
      journalBytes: (await stat(path)).size,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const withRows = (plan: RunPlan, batches: () => Iterable<Batch>): RunPlan => ({
  ...plan,
  sources: plan.sources.map((source) => ({
    ...source,
    // eslint-disable-next-line @typescript-eslint/require-await -- they are made as they are asked for
    batches: async function* () {
      yield* batches();
    },
  })),
});
