import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MillraceError } from '../domain/millrace-error.js';
import { systemError } from '../domain/system-error.js';
import { isGone, ownIdentity, type ProcessIdentity } from '../tape/process-identity.js';

/**
 * Takes a lock that one process at a time can have; the lock of a process that is gone is taken over.
 *
 * @param path The lock's file, whose folder is there.
 * @returns Gives the lock back.
 * @throws MillraceError RECORDING_LOCKED, which names the process that has it.
 */
export const takeLock = async (path: string): Promise<() => Promise<void>> => {
  const own = JSON.stringify({ ...ownIdentity(), id: randomUUID() });
  const aside = `${path}.${randomUUID()}`;
  // Its text is whole before it has the name: nobody reads half a lock.
  await writeFile(aside, own);
  try {
    await take(path, aside);
  } finally {
    await rm(aside, { force: true });
  }
  return async () => {
    if ((await textAt(path)) === own) await rm(path, { force: true });
  };
};

/** Whether a process has a lock now, as far as can be known here. */
export const isLocked = async (path: string): Promise<boolean> => {
  const holder = holderIn((await textAt(path)) ?? '');
  return holder !== null && !isGone(holder);
};

/**
 * Whoever wants the place of a process that is gone first takes the lock of its succession, which can be left
 * by one that is gone again: without it two could bury the same one, the later of them its living successor.
 */
const take = async (path: string, aside: string): Promise<void> => {
  while (!(await isLinked(aside, path))) {
    const text = await textAt(path);
    if (text === null) continue;
    const holder = holderIn(text);
    if (holder && !isGone(holder)) {
      const { pid, host } = holder;
      throw new MillraceError('RECORDING_LOCKED', { path: dirname(path), pid, host, lock: path });
    }
    const succession = `${path}.after-${holder?.id ?? 'nobody'}`;
    await take(succession, aside);
    try {
      if ((await textAt(path)) !== text) continue;
      await link(aside, `${aside}.next`);
      await rename(`${aside}.next`, path);
      return;
    } finally {
      await rm(succession, { force: true });
    }
  }
};

const isLinked = async (aside: string, path: string): Promise<boolean> => {
  try {
    await link(aside, path);
    return true;
  } catch (cause) {
    if (systemError(cause).code === 'EEXIST') return false;
    throw cause;
  }
};

const textAt = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (systemError(cause).code === 'ENOENT') return null;
    throw cause;
  }
};

/** Who stands in a lock; nobody where a machine went down before its text was on the disk. */
const holderIn = (text: string): (ProcessIdentity & { readonly id: string }) | null => {
  try {
    // What is whole was written by `takeLock`.
    return JSON.parse(text) as ProcessIdentity & { readonly id: string };
  } catch {
    return null;
  }
};
