import { join } from 'node:path';
import { prepareOutput } from '../../journal/prepare-output.js';
import { reportHtml } from '../../report/html/report-html.js';
import { summary } from '../../report/summary.js';
import { finish } from '../finish.js';
import { perform } from '../perform.js';
import { planRun, type RunOptions } from '../plan-run.js';
import { documentOf } from '../result-of.js';

/** What the command line says of a backtest. */
export type BacktestOptions = RunOptions & { readonly out?: string; readonly json: boolean };

/** `millrace backtest`: runs, writes the folder, prints the result; stdout carries the result alone. */
export const backtestCommand = async (names: readonly string[], options: BacktestOptions): Promise<void> => {
  const planned = await planRun(names, options);
  const output = options.out === undefined ? null : await prepareOutput(options.out);
  try {
    const { result, outcome, blocks } = await perform(planned, output);
    // Nothing is left of a run in which every pipeline failed: half a result would be read as a whole one.
    if (result === null) return finish(outcome);
    const { marks, closed } = result;
    const document = documentOf(result);
    await output?.publish({ document, blocks, marks, trades: closed, reportHtml: reportHtml(result) });
    process.stdout.write(
      options.json ? `${JSON.stringify(document, null, 2)}\n` : summary(result, process.stdout.isTTY),
    );
    if (options.out !== undefined) process.stderr.write(`report: ${join(options.out, 'report.html')}\n`);
    finish(outcome);
  } finally {
    await output?.abandon();
  }
};
