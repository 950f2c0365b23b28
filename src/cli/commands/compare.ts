import type { Entry } from '../../domain/journal.js';
import { decisionLine } from '../../journal/canonical-line.js';
import { chainOf } from '../../journal/chain-of.js';
import { DECISIONS } from '../../journal/journal-hash.js';
import { readRun } from '../../journal/read-run.js';
import { countSegments } from '../../recording/run-folder.js';
import { compareRuns } from '../../report/compare/compare-runs.js';
import { compareText } from '../../report/compare/compare-text.js';
import type { ComparedRun, Decision } from '../../report/compare/compared-run.js';
import { recordedResult } from '../live/replay/recorded-result.js';
import { toldRecording } from '../live/replay/told-recording.js';
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

/** A backtest's folder, or a recorded run as it stands. */
const comparedRun = async (dir: string): Promise<ComparedRun> => {
  if ((await countSegments(dir)) > 0) {
    const told = await toldRecording(dir);
    return { dir, ...(await recordedResult(told)), decisions: decisionsIn(told.entries) };
  }
  const stored = await readRun(dir);
  return { dir, result: storedResult(stored, dir), decisions: decisionsIn(stored.entries), notes: [] };
};

const decisionsIn = (entries: readonly Entry[]): readonly Decision[] =>
  entries
    .filter(({ kind }) => DECISIONS.has(kind))
    .map((entry) => ({
      at: entry.at,
      line: decisionLine(entry),
      // Serials count from 1 without a hole.
      chain: () => chainOf(entry, (serial) => entries[serial - 1]),
    }));
