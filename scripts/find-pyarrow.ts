import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Where `npm run install:pyarrow` puts what Python lacks. */
export const pyarrowFolder = resolve(import.meta.dirname, '../node_modules/.cache/pyarrow');

/** How Python is started where it has pyarrow, its own or ours. */
export interface Python {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A Python with pyarrow: that of MILLRACE_PYTHON, or python3; undefined where there is none. */
export const findPyarrow = (): Python | undefined => {
  const command = process.env.MILLRACE_PYTHON ?? 'python3';
  const withOurs = { ...process.env, PYTHONPATH: pyarrowFolder };
  return [process.env, withOurs]
    .map((env) => ({ command, env }))
    .find(({ env }) => spawnSync(command, ['-c', 'import pyarrow'], { env }).status === 0);
};
