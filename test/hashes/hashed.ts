import { instrumentOf } from '../../config/instrument-of.js';
import { loadConfig } from '../../config/load.js';
import { perform } from '../../src/cli/perform.js';
import { planRun, type RunOptions } from '../../src/cli/plan-run.js';
import { openSource } from '../../src/sources/open-source.js';

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

const { config } = loadConfig({ mode: 'backtest' });

/** Runs a command in this process; `chunkRows` is how many rows its sources give at a time. */
export const hashed = async ({ pipelines, ...options }: Words, chunkRows?: number): Promise<Hashed> => {
  const quiet = { param: [], set: [], config: [], seed: 1, strict: false };
  const planned = await planRun(pipelines, { ...quiet, ...options });
  const sources = await Promise.all(
    options.source.map((uri) =>
      openSource(uri, {
        instrument: (symbol) => instrumentOf(config, symbol),
        ...(chunkRows !== undefined && { chunkRows }),
      }),
    ),
  );
  const plan = chunkRows === undefined ? planned.plan : { ...planned.plan, sources };
  const { result } = await perform({ ...planned, plan }, null);
  if (result === null) throw new Error('no pipeline came to the end');
  const { journalHash, decisionHash } = result.run;
  return { journalHash, decisionHash, trades: result.trades.length };
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
