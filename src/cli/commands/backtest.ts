import { join } from 'node:path';
import { usageError } from '../../domain/usage-error.js';
import { type Output, prepareOutput } from '../../journal/prepare-output.js';
import { summary } from '../../report/summary.js';
import type { JournalSink } from '../../sinks/kafka/journal-sink.js';
import { finish } from '../finish.js';
import { interruption } from '../interruption.js';
import { journalTo, publishing } from '../journal-to.js';
import { perform } from '../perform.js';
import { planRun, type RunOptions } from '../plan-run.js';
import { print } from '../print.js';
import { documentOf } from '../result-of.js';
import { showsColor } from '../shows-color.js';

/** What the command line says of a backtest. */
export type BacktestOptions = RunOptions & {
  readonly out?: string;
  readonly json: boolean;
  readonly journalTo?: string;
};

/** `millrace backtest`: runs, writes the folder, prints the result; stdout carries the result alone. */
export const backtestCommand = async (names: readonly string[], options: BacktestOptions): Promise<void> => {
  if (options.out === '') throw usageError('--out names no folder');
  const planned = await planRun(names, options);
  const output = options.out === undefined ? null : await prepareOutput(options.out);
  const sink = await journalTo(options.journalTo, planned.config);
  const ended = interruption();
  const drop = (): void => output?.drop();
  process.on('exit', drop);
  const run = async (): Promise<void> => {
    const { result, outcome, blocks } = await perform(planned, bothOf(output, sink), { ended: ended.signal });
    // Nothing is left of a run in which every pipeline failed: half a result would be read as a whole one.
    if (result === null) return finish(outcome);
    const { marks, closed } = result;
    const document = documentOf(result);
    if (output !== null) {
      const { reportPage } = await import('../report-page.js');
      await output.publish({ document, blocks, marks, trades: closed, reportHtml: reportPage(result) });
    }
    await print(options.json ? `${JSON.stringify(document, null, 2)}\n` : summary(result, showsColor()));
    if (options.out !== undefined) process.stderr.write(`report: ${join(options.out, 'report.html')}\n`);
    finish(outcome);
  };
  try {
    await publishing(sink, run);
  } finally {
    await output?.abandon();
    ended.dispose();
    process.off('exit', drop);
  }
};

/** Whoever takes the run's entries: its folder, a topic, both or nobody. */
const bothOf = (output: Output | null, sink: JournalSink | null): Pick<Output, 'journal'> | null => {
  if (sink === null) return output;
  return {
    journal: {
      add: (line) => {
        output?.journal.add(line);
        sink.add(line);
      },
      settle: async () => output?.journal.settle(),
    },
  };
};
