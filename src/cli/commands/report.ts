import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { readRun } from '../../journal/read-run.js';
import { RUN_FILES } from '../../journal/run-files.js';
import { summary } from '../../report/summary.js';
import { print } from '../print.js';
import { reportPage } from '../report-page.js';
import { documentOf } from '../result-of.js';
import { showsColor } from '../shows-color.js';
import { storedResult } from '../stored-result.js';

/** `millrace report DIR`: statistics and report from journal and marks alone. */
export const reportCommand = async (dir: string, { json }: { json: boolean }): Promise<void> => {
  const result = storedResult(await readRun(dir), dir);
  const path = join(dir, RUN_FILES.report);
  await writeFile(path, reportPage(result)).catch((cause: unknown) => {
    throw new MillraceError('OUTPUT_UNWRITABLE', { path, reason: messageOf(cause) }, { cause });
  });
  await print(json ? `${JSON.stringify(documentOf(result), null, 2)}\n` : summary(result, showsColor()));
};
