import { type Command, InvalidArgumentError } from 'commander';
import { addRunOptions, wholeNumber } from './run-options.js';
import type { SweepOptions } from './sweep/sweep-options.js';

/** More threads than any machine has use for. */
const WORKERS_MAX = 256;

const workers = (value: string): number => {
  const number = wholeNumber(value);
  if (number >= 1 && number <= WORKERS_MAX) return number;
  throw new InvalidArgumentError(`expected 1 to ${WORKERS_MAX}.`);
};

/** `millrace sweep` with its options. */
export const addSweep = (root: Command): Command =>
  addRunOptions(
    root
      .command('sweep')
      .description(
        'run a pipeline with many sets of parameters on worker threads, and rank what comes of them',
      )
      .argument('<pipeline>', 'a name in pipelines/ or a path to a file; ID=NAME gives an id of your own'),
    ['--param <key=values>', 'FROM..TO/STEP, alternatives A|B|C, or one value for all sets'],
  )
    .option('--where <condition>', 'which sets are run, such as "fast < slow and slow <= 4 * fast"')
    .option('--rank <statistic>', 'what the best set has the best of', 'sharpe')
    .option('--workers <number>', 'threads; as many as there are cores if not said', workers)
    .option('--top <number>', 'rows of the table', wholeNumber, 10)
    .option('--out <dir>', 'keep what is finished there, and go on from it when the command comes again')
    .option('--csv <file>', 'write a row for each set: its parameters and all its statistics')
    .option('--json', 'print one JSON document instead of the table', false)
    .action(async (pipeline: string, options: SweepOptions) => {
      const { sweepCommand } = await import('./commands/sweep.js');
      await sweepCommand(pipeline, options);
    });
