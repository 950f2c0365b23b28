import { leadMs } from '../../src/cli/lead-ms.js';
import { perform } from '../../src/cli/perform.js';
import { type PlannedRun, planRun, type RunOptions } from '../../src/cli/plan-run.js';
import type { CliResult } from '../../src/cli/result-of.js';
import { openSource } from '../../src/sources/open-source.js';
import type { Source } from '../../src/sources/source.js';
import { cutBatches } from './cut-batches.js';

/** Words of a `backtest` command. */
export interface Words extends Partial<RunOptions> {
  readonly pipelines: readonly string[];
  readonly source: readonly string[];
}

/** What a run is known by, and how many trades it came to, so that a hash of nothing is noticed. */
export interface Hashed {
  readonly journalHash: string;
  readonly decisionHash: string;
  readonly trades: number;
}

/** A command with every part of it checked. */
export const planned = ({ pipelines, ...options }: Words): Promise<PlannedRun> => {
  const quiet = { param: [], set: [], config: [], seed: 1, strict: false };
  return planRun(pipelines, { ...quiet, ...options });
};

/** Runs a command in this process; `portionRows` is how many rows its sources give at a time. */
export const resultOf = async (words: Words, portionRows?: number): Promise<CliResult> => {
  const run = await planned(words);
  const plan =
    portionRows === undefined
      ? run.plan
      : { ...run.plan, sources: await Promise.all(words.source.map(inPortions(run, portionRows))) };
  const { result } = await perform({ ...run, plan }, null);
  if (result === null) throw new Error('no pipeline came to the end');
  return result;
};

/** Its hashes alone. */
export const hashed = async (words: Words, portionRows?: number): Promise<Hashed> =>
  hashesOf(await resultOf(words, portionRows));

/** What a result is known by. */
export const hashesOf = ({ run: { journalHash, decisionHash }, trades }: CliResult): Hashed => ({
  journalHash,
  decisionHash,
  trades: trades.length,
});

const inPortions =
  ({ plan: { instrument, coverage, pipelines } }: PlannedRun, portionRows: number) =>
  async (uri: string): Promise<Source> => {
    const range = {
      ...(coverage.from !== null && { from: coverage.from - leadMs(pipelines) }),
      ...(coverage.to !== null && { to: coverage.to }),
    };
    const source = await openSource(uri, { instrument, ...range, chunkRows: portionRows });
    return cutBatches(source, portionRows);
  };

/** The same words as a process is given them. */
export const argvOf = ({
  pipelines,
  source,
  param = [],
  set = [],
  rules,
  seed,
}: Words): readonly string[] => [
  'backtest',
  ...pipelines,
  ...source.flatMap((uri) => ['--source', uri]),
  ...param.flatMap((text) => ['--param', text]),
  ...set.flatMap((text) => ['--set', text]),
  ...(rules === undefined ? [] : ['--rules', rules]),
  ...(seed === undefined ? [] : ['--seed', String(seed)]),
];
