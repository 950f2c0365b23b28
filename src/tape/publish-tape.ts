import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import { systemError } from '../domain/system-error.js';
import { clearDead, ownMark } from './clear-dead.js';

/**
 * Has a file made in a hidden folder beside its place and puts it there when it is whole and on the disk: at
 * no moment does something else than a whole file, or the one before, stand at the place.
 *
 * The folder takes whatever else the making needs, and goes with it. What a process that was killed has left
 * there is cleared away by the next one that makes the same file.
 *
 * @param make Gets the folder; gives the path of the finished file in it and what it has to say of it.
 * @throws MillraceError TAPE_UNWRITABLE.
 */
export const publishTape = async <T>(
  path: string,
  make: (folder: string) => Promise<{ readonly file: string; readonly said: T }>,
): Promise<T> => {
  const place = resolve(path);
  const guarded = guard(path);
  const folder = await guarded(async () => {
    await mkdir(dirname(place), { recursive: true });
    const begins = `.${basename(place)}`;
    await clearDead(dirname(place), `${begins}-`);
    return await mkdtemp(join(dirname(place), `${begins}${ownMark()}`));
  });
  try {
    const { file, said } = await guarded(() => make(folder));
    await guarded(async () => {
      await rename(file, place);
      await syncFolder(dirname(place));
    });
    return said;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** A rename is on the disk when its folder is. */
const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/** What the file system says becomes our error; the reader's own faults and our mistakes pass. */
const guard =
  (path: string) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      if (systemError(cause).syscall === undefined) throw cause;
      throw new MillraceError('TAPE_UNWRITABLE', { path, reason: messageOf(cause) }, { cause });
    }
  };
