import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRun } from '../../journal/read-run.js';
import { RUN_FILES } from '../../journal/run-files.js';
import { reportHtml } from '../../report/html/report-html.js';
import { summary } from '../../report/summary.js';
import { documentOf } from '../result-of.js';
import { storedResult } from '../stored-result.js';

/** `millrace report DIR`: statistics and report from journal and marks alone. */
export const reportCommand = async (dir: string, { json }: { json: boolean }): Promise<void> => {
  const result = storedResult(await readRun(dir), dir);
  await writeFile(join(dir, RUN_FILES.report), reportHtml(result));
  process.stdout.write(
    json ? `${JSON.stringify(documentOf(result), null, 2)}\n` : summary(result, process.stdout.isTTY),
  );
};
