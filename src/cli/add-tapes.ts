import type { Command } from 'commander';

/** Adds `tapes list|verify|rm`. */
export const addTapes = (root: Command): Command => {
  const tapes = root.command('tapes').description('list, verify and remove tapes');
  tapes
    .command('list')
    .description('show the tapes in a folder')
    .argument('[folder]', 'where to look', '.')
    .option('--cache', 'those that were made of files by runs over them', false)
    .option('--json', 'print one JSON document', false)
    .action(async (folder: string, options: { json: boolean; cache: boolean }) => {
      const { listCommand } = await import('./commands/tapes.js');
      await listCommand(folder, options);
    });
  tapes
    .command('verify')
    .description('read every byte of tapes and say whether they are as they were written')
    .argument('<tape...>', 'paths of tapes')
    .option('--json', 'print one JSON document', false)
    .action(async (paths: string[], options: { json: boolean }) => {
      const { verifyCommand } = await import('./commands/tapes.js');
      await verifyCommand(paths, options);
    });
  return tapes
    .command('rm')
    .description('remove tapes, and what was left out of them')
    .argument('[tape...]', 'paths of tapes')
    .option('--cache', 'all that were made of files by runs over them', false)
    .action(async (paths: string[], options: { cache: boolean }) => {
      const { removeCommand } = await import('./commands/tapes.js');
      await removeCommand(paths, options);
    });
};
