import { decisionLine } from '../../journal/canonical-line.js';
import { describeEntry } from '../../journal/describe-entry.js';
import { DECISIONS } from '../../journal/journal-hash.js';
import { readRun } from '../../journal/read-run.js';
import { compareRuns } from '../../report/compare/compare-runs.js';
import { compareText } from '../../report/compare/compare-text.js';
import type { ComparedRun } from '../../report/compare/compared-run.js';
import { print } from '../print.js';
import { showsColor } from '../shows-color.js';
import { storedResult } from '../stored-result.js';

/** `millrace compare A B`: what was changed between two runs, where they part, and what came of it. */
export const compareCommand = async (
  dirs: { readonly a: string; readonly b: string },
  { json }: { json: boolean },
): Promise<void> => {
  const comparison = compareRuns(await comparedRun(dirs.a), await comparedRun(dirs.b));
  await print(json ? `${JSON.stringify(comparison, null, 2)}\n` : compareText(comparison, showsColor()));
};

const comparedRun = async (dir: string): Promise<ComparedRun> => {
  const stored = await readRun(dir);
  const decisions = stored.entries
    .filter(({ kind }) => DECISIONS.has(kind))
    .map((entry) => ({ at: entry.at, line: decisionLine(entry), said: describeEntry(entry) }));
  return { dir, result: storedResult(stored, dir), decisions };
};
