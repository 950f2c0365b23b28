import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { beganAt, isGone } from './process-identity.js';

/** What the name of a folder ends in that this process works in; whose it is stands there. */
export const ownMark = (): string => `-${hostname()}-${process.pid}-${birthOf(process.pid)}-`;

/**
 * Clears away the hidden folders that processes have left which are no more, also where another process has
 * their number now; a process is known on its own machine alone.
 *
 * @param begins How their names begin.
 */
export const clearDead = async (folder: string, begins: string): Promise<void> => {
  const host = `-${hostname()}-`;
  for (const name of await readdir(folder)) {
    const mark = name.lastIndexOf(host);
    if (!name.startsWith(begins) || mark < 0) continue;
    const [, pid, birth] = /^(\d+)-(?:([0-9a-f]+)-)?/.exec(name.slice(mark + host.length)) ?? [];
    if (pid !== undefined && isDead(Number(pid), birth))
      await rm(join(folder, name), { recursive: true, force: true });
  }
};

/** @param birth Undefined where the name does not say it. */
const isDead = (pid: number, birth: string | undefined): boolean => {
  if (pid > 0 && isGone({ pid, host: hostname(), began: null })) return true;
  const now = birthOf(pid);
  return birth !== undefined && birth !== UNKNOWN && now !== UNKNOWN && now !== birth;
};

/** Stands where the system does not say when a process began. */
const UNKNOWN = '0';

/** When a process began, as few letters: names have an end. */
const birthOf = (pid: number): string => {
  const began = beganAt(pid);
  return began === null ? UNKNOWN : crc32(began).toString(16);
};
