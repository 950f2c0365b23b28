import type { Command } from 'commander';
import { completions } from '../completions.js';
import { print } from '../print.js';

/** `millrace complete`: what the scripts of the shells ask at every tab; one word a line. */
export const completeCommand = async (root: Command, words: readonly string[]): Promise<void> => {
  await print(
    completions(root, words)
      .map((word) => `${word}\n`)
      .join(''),
  );
};
