import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemError } from './system-error.js';

/** What the name of a folder ends in that this process works in; whose it is stands there. */
export const ownMark = (): string => `-${hostname()}-${process.pid}-`;

/**
 * Clears away the hidden folders that processes have left which are no more; a process is known on its own
 * machine alone.
 *
 * @param begins How their names begin.
 */
export const clearDead = async (folder: string, begins: string): Promise<void> => {
  const host = `-${hostname()}-`;
  for (const name of await readdir(folder)) {
    const mark = name.lastIndexOf(host);
    if (!name.startsWith(begins) || mark < 0) continue;
    const pid = Number(/^(\d+)-/.exec(name.slice(mark + host.length))?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    // Another user's process is alive too.
    return systemError(cause).code === 'EPERM';
  }
};
