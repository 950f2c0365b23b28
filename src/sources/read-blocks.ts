import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MillraceError } from '../domain/millrace-error.js';

const BLOCK_BYTES = 1 << 18;

const MISSING: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
};

/**
 * The bytes of a file, a block at a time, unpacked where its name ends in `.gz`; never the
 * whole file at once.
 *
 * A file that is not there or not ours to read throws FILE_MISSING, one that breaks off FILE_UNREADABLE.
 */
export async function* readBlocks(path: string): AsyncGenerator<Buffer, void, undefined> {
  try {
    if ((await stat(path)).isDirectory())
      throw new MillraceError('FILE_MISSING', { path, reason: 'is a folder' });
    for await (const block of bytesOf(path)) yield block;
  } catch (cause) {
    throw cause instanceof MillraceError ? cause : unreadable(path, cause);
  }
}

const bytesOf = (path: string): AsyncIterable<Buffer> => {
  const packed = createReadStream(path, { highWaterMark: BLOCK_BYTES });
  if (!path.toLowerCase().endsWith('.gz')) return packed;
  // The callback form hands the reader's failure on to whoever iterates; there is nothing left to do in it.
  return pipeline(packed, createGunzip({ chunkSize: BLOCK_BYTES }), () => undefined);
};

const unreadable = (path: string, cause: unknown): MillraceError => {
  const { code, message } = systemError(cause);
  const reason = MISSING[code];
  if (reason !== undefined) return new MillraceError('FILE_MISSING', { path, reason }, { cause });
  return new MillraceError('FILE_UNREADABLE', { path, reason: message }, { cause });
};

/** Node's errors by their fields: a test runner's Error is another class than theirs. */
const systemError = (cause: unknown): { readonly code: string; readonly message: string } => {
  const { code, message } = Object(cause) as { readonly code?: unknown; readonly message?: unknown };
  return { code: String(code), message: String(message ?? cause) };
};
