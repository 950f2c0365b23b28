import { z } from 'zod';
import { RULE_SETS } from '../brokers/simulated/rule-sets.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { StoredRun } from '../journal/read-run.js';
import { RUN_FILES } from '../journal/run-files.js';
import { type CliResult, resultFold } from './result-of.js';

const stored = z.object({
  run: z.object({
    id: z.string(),
    pipelines: z.array(z.string()),
    params: z.record(z.string(), z.unknown()),
    source: z.array(z.string()),
    rules: z.string(),
    seed: z.number(),
    version: z.string(),
    startAt: z.string().nullable(),
    endAt: z.string().nullable(),
    events: z.number(),
    elapsedMs: z.number(),
    journalHash: z.string(),
    decisionHash: z.string(),
    tapeHash: z.string().nullable(),
  }),
  config: z.object({
    report: z.object({ riskFreeRate: z.number(), benchmark: z.string().nullable() }),
    notices: z.array(z.string()),
  }),
});

/** The result of a run that lies in a folder, computed anew from its journal and marks. */
export const storedResult = ({ document, entries, marks }: StoredRun, dir: string): CliResult => {
  const parsed = stored.safeParse(document);
  if (!parsed.success) throw new MillraceError('RUN_INVALID', { path: dir, reason: flawOf(parsed.error) });
  const { run, config } = parsed.data;
  const [begin] = entries;
  const name = begin?.kind === 'begin' ? begin.body.rules : '';
  const rules = RULE_SETS[name];
  if (!rules || name !== run.rules) {
    const reason = `rules ${run.rules} in ${RUN_FILES.document}, ${name} in its journal`;
    throw new MillraceError('RUN_INVALID', { path: dir, reason });
  }
  // What names the run (id, source, version) stands in the document alone; whatever is
  // computed is not read from it.
  const meta = {
    run,
    rules,
    ...config.report,
    sourceNotices: config.notices,
  };
  const fold = resultFold();
  for (const entry of entries) fold.add(entry);
  return fold.result(meta, marks);
};

const flawOf = ({ issues: [first] }: z.ZodError): string =>
  `in ${RUN_FILES.document} ${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`;
