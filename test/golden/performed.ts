import { perform } from '../../src/cli/perform.js';
import { planRun, type RunOptions } from '../../src/cli/plan-run.js';
import type { CliResult } from '../../src/cli/result-of.js';

const QUIET = { param: [], set: [], config: [], seed: 1, strict: false } as const;

/** What the command line would do with these words, in this process and without a folder. */
export const performed = async (
  pipeline: string,
  options: Partial<RunOptions> & Pick<RunOptions, 'source'>,
): Promise<CliResult> => {
  const { result } = await perform(await planRun([pipeline], { ...QUIET, ...options }), null);
  if (result === null) throw new Error(`no pipeline came to the end of ${pipeline}`);
  return result;
};
