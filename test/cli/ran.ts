import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Said } from './said.js';

/** The checkout. */
export const root = resolve(import.meta.dirname, '../..');

/** The built command line. */
export const main = resolve(root, 'dist/src/cli/main.js');

/** Our variables would say something of their own to a child: jest's, colours, this machine's settings. */
const { NODE_OPTIONS: _jest, FORCE_COLOR: _force, NO_COLOR: _no, ...inherited } = process.env;

interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Hears every piece of what the child says on stderr, and may send it signals. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the built command line as a process of its own; exit code 255 stands for a signal that ended it. */
export const ran = (words: readonly string[], { cwd = root, env = {}, onStderr }: Surroundings = {}) =>
  new Promise<Said>((settle, fail) => {
    if (!existsSync(main)) throw new Error(`${main} is not there: npm run build makes it`);
    const child = spawn(process.execPath, [main, ...words], { cwd, env: { ...inherited, ...env } });
    const told = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        told[name] += text;
      });
    }
    child.on('error', fail).on('close', (code) => settle({ ...told, code: code ?? 255 }));
    child.stderr.on('data', (text: string) => onStderr?.(text, (signal) => void child.kill(signal)));
  });

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
