import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { readRun } from '../../journal/read-run.js';
import { RUN_FILES } from '../../journal/run-files.js';
import { countSegments } from '../../recording/run-folder.js';
import { summary } from '../../report/summary.js';
import { recordedReport } from '../live/replay/recorded-report.js';
import { print } from '../print.js';
import { reportPage } from '../report-page.js';
import { documentOf } from '../result-of.js';
import { showsColor } from '../shows-color.js';
import { storedResult } from '../stored-result.js';

/**
 * `millrace report DIR`: statistics and report of a backtest from its journal and marks alone, of a recorded
 * run from its journal and a replay of its recording.
 */
export const reportCommand = async (dir: string, { json }: { json: boolean }): Promise<void> => {
  const isRecorded = (await countSegments(dir)) > 0;
  const result = isRecorded ? await recordedReport(dir) : storedResult(await readRun(dir), dir);
  const path = join(dir, RUN_FILES.report);
  await writeFile(path, reportPage(result)).catch((cause: unknown) => {
    throw new MillraceError('OUTPUT_UNWRITABLE', { path, reason: messageOf(cause) }, { cause });
  });
  await print(json ? `${JSON.stringify(documentOf(result), null, 2)}\n` : summary(result, showsColor()));
};
