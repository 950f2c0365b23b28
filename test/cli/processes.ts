import { afterAll } from '@jest/globals';
import { root } from './ran.js';
import { type Spawned, spawned } from './spawned.js';

/** Starts processes in the checkout; those that still run end with the tests of the file. */
export const processes = () => {
  const started: Spawned[] = [];
  afterAll(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.all(started.map(({ ended }) => ended));
  });
  return (command: readonly string[], env: NodeJS.ProcessEnv = {}): Spawned => {
    const one = spawned(command, { cwd: root, env });
    started.push(one);
    return one;
  };
};
