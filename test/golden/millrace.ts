import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const main = resolve(root, 'dist/src/cli/main.js');

/** What a command said and how it ended. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/**
 * Runs the built command line as a process of its own, in the checkout's folder, as `npx millrace` does.
 *
 * @param environment Takes the place of the test's own variables where it names them.
 */
export const millrace = (
  words: readonly string[],
  { node = process.execPath, environment = {} }: { node?: string; environment?: NodeJS.ProcessEnv } = {},
): Said => {
  if (!existsSync(main)) throw new Error(`${main} is not there: npm run build makes it`);
  const { NODE_OPTIONS: _ours, ...inherited } = process.env;
  const { stdout, stderr, status } = spawnSync(node, [main, ...words], {
    cwd: root,
    env: { ...inherited, ...environment },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { stdout, stderr, status };
};
