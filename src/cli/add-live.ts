import type { Command } from 'commander';
import type { PaperOptions } from './commands/paper.js';
import { addRunOptions } from './run-options.js';

/** Adds the commands that run pipelines on the wall's clock. */
export const addLive = (root: Command): Command => {
  addPaper(root);
  return addVerify(root);
};

const addPaper = (root: Command): Command =>
  addRunOptions(
    root
      .command('paper')
      .description("trade on paper: the wall's clock, a simulated broker, everything recorded")
      .argument('<pipeline...>', 'names in pipelines/ or paths to files; ID=NAME gives an id of your own'),
    ['--param <key=value>', "a pipeline's parameter; with several pipelines ID.key=value"],
  )
    .option('--out <dir>', "the run's folder; what is there is gone on with")
    .option('--json', 'print one JSON document at the end instead of the summary', false)
    .action(async (names: string[], options: PaperOptions) => {
      const { paperCommand } = await import('./commands/paper.js');
      await paperCommand(names, options);
    });

const addVerify = (root: Command): Command =>
  root
    .command('verify')
    .description('replay a recorded run and prove that it decides the same; leaves certificate.json')
    .argument('<run>', "the run's folder")
    .option('--json', 'print the certificate instead of the summary', false)
    .action(async (folder: string, options: { json: boolean }) => {
      const { verifyCommand } = await import('./commands/verify.js');
      await verifyCommand(folder, options);
    });
