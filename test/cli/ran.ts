import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Said } from './said.js';
import { spawned } from './spawned.js';

/** The checkout. */
export const root = resolve(import.meta.dirname, '../..');

/** The built command line. */
export const main = resolve(root, 'dist/src/cli/main.js');

/** The built command line with these words, as something to start. */
export const millrace = (words: readonly string[]): readonly string[] => {
  if (!existsSync(main)) throw new Error(`${main} is not there: npm run build makes it`);
  return [process.execPath, main, ...words];
};

interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Hears every piece of what the child says on stderr, and may send it signals. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the built command line as a process of its own; exit code 255 stands for a signal that ended it. */
export const ran = async (
  words: readonly string[],
  { cwd = root, env = {}, onStderr }: Surroundings = {},
): Promise<Said> => {
  const { child, ended } = spawned(millrace(words), { cwd, env });
  child.stderr.on('data', (text: string) => onStderr?.(text, (signal) => void child.kill(signal)));
  const { stdout, stderr, code } = await ended;
  return { stdout, stderr, code: code ?? 255 };
};

/** Runs the built command line and kills it after a while, wherever it is then. */
export const killedAfter = async (
  afterMs: number,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<void> => {
  const { child, ended } = spawned(millrace(words), { cwd: root, env });
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  await ended;
  clearTimeout(timer);
};

/** Runs several at once, two at a time: as many as the smallest machine has cores. */
export const ranAll = async <K extends string>(
  runs: Readonly<Record<K, () => Promise<Said>>>,
): Promise<Readonly<Record<K, Said>>> => {
  const waiting = Object.entries<() => Promise<Said>>(runs);
  const results: Record<string, Said> = {};
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next[0]] = await next[1]();
    }
  };
  await Promise.all([work(), work()]);
  return results as Readonly<Record<K, Said>>; // one result for each key, by the loop above
};
