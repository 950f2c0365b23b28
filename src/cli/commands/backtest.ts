import { join } from 'node:path';
import { MillraceError } from '../../domain/millrace-error.js';
import { prepareOutput } from '../../journal/prepare-output.js';
import { reportHtml } from '../../report/html/report-html.js';
import { summary } from '../../report/summary.js';
import { finish } from '../finish.js';
import { interruption } from '../interruption.js';
import { pageParts } from '../page-parts.js';
import { perform } from '../perform.js';
import { planRun, type RunOptions } from '../plan-run.js';
import { print } from '../print.js';
import { documentOf } from '../result-of.js';
import { showsColor } from '../shows-color.js';

/** What the command line says of a backtest. */
export type BacktestOptions = RunOptions & { readonly out?: string; readonly json: boolean };

/** `millrace backtest`: runs, writes the folder, prints the result; stdout carries the result alone. */
export const backtestCommand = async (names: readonly string[], options: BacktestOptions): Promise<void> => {
  if (options.out === '') throw new MillraceError('USAGE_INVALID', { message: '--out names no folder' });
  const planned = await planRun(names, options);
  const output = options.out === undefined ? null : await prepareOutput(options.out);
  const ended = interruption();
  const drop = (): void => output?.drop();
  process.on('exit', drop);
  try {
    const { result, outcome, blocks } = await perform(planned, output, { ended: ended.signal });
    // Nothing is left of a run in which every pipeline failed: half a result would be read as a whole one.
    if (result === null) return finish(outcome);
    const { marks, closed } = result;
    const document = documentOf(result);
    await output?.publish({
      document,
      blocks,
      marks,
      trades: closed,
      reportHtml: reportHtml(result, pageParts()),
    });
    await print(options.json ? `${JSON.stringify(document, null, 2)}\n` : summary(result, showsColor()));
    if (options.out !== undefined) process.stderr.write(`report: ${join(options.out, 'report.html')}\n`);
    finish(outcome);
  } finally {
    await output?.abandon();
    ended.dispose();
    process.off('exit', drop);
  }
};
