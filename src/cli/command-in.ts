import type { Command } from 'commander';

/** The command that words call, as it stands behind the program's name: ` new pipeline`, or nothing. */
export const commandIn = (root: Command, [word, ...rest]: readonly string[]): string => {
  const called = root.commands.find((command) => command.name() === word);
  return called ? ` ${called.name()}${commandIn(called, rest)}` : '';
};
