import { stat } from 'node:fs/promises';
import { MillraceError } from '../domain/millrace-error.js';
import { fileFault } from './file-fault.js';

/**
 * What tells one state of a file from another: a source reads its file twice, once to look through it.
 *
 * A file that is not there, or that can be read but once (a pipe, a device), throws FILE_MISSING.
 */
export const fileVersion = async (path: string): Promise<string> => {
  const found = await stat(path).catch((cause: unknown) => {
    throw fileFault(path, cause);
  });
  if (found.isFile()) return `${found.dev} ${found.ino} ${found.size} ${found.mtimeMs}`;
  const reason = found.isDirectory() ? 'is a folder' : 'is no regular file';
  throw new MillraceError('FILE_MISSING', { path, reason });
};

/** Another state than the one that was looked through throws FILE_CHANGED. */
export const refuseChanged = async (path: string, version: string): Promise<void> => {
  if ((await fileVersion(path)) !== version) throw new MillraceError('FILE_CHANGED', { path });
};
