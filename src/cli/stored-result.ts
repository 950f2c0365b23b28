import { z } from 'zod';
import { RULE_SETS } from '../brokers/simulated/rule-sets.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { StoredRun } from '../journal/read-run.js';
import type { RunDocument } from '../report/run-result.js';
import { type CliResult, resultOf } from './result-of.js';

const stored = z.object({
  run: z.looseObject({ rules: z.string() }),
  config: z.object({
    report: z.object({ riskFreeRate: z.number(), benchmark: z.string().nullable() }),
    notices: z.array(z.string()),
  }),
});

/** The result of a run that lies in a folder, computed anew from its journal and marks. */
export const storedResult = ({ document, entries, marks }: StoredRun, dir: string): CliResult => {
  const parsed = stored.safeParse(document);
  if (!parsed.success)
    throw new MillraceError('RUN_INVALID', { path: dir, reason: z.prettifyError(parsed.error) });
  const { run, config } = parsed.data;
  const rules = RULE_SETS[run.rules];
  if (!rules) throw new MillraceError('RUN_INVALID', { path: dir, reason: `unknown rules ${run.rules}` });
  // What names the run (id, source, version) stands in the document alone; whatever is
  // computed is not read from it.
  const meta = {
    run: run as unknown as RunDocument['run'],
    rules,
    ...config.report,
    sourceNotices: config.notices,
  };
  return resultOf(meta, { entries, marks });
};
