import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MillraceError } from '../domain/millrace-error.js';
import { fileFault } from './file-fault.js';
import { fileVersion } from './file-version.js';

const BLOCK_BYTES = 1 << 18;

/**
 * The bytes of a file, a block at a time, unpacked where its name ends in `.gz`, as csv text
 * where it ends in `.parquet`; never the whole file at once.
 *
 * A file that is not there or not ours to read throws FILE_MISSING, one that breaks off FILE_UNREADABLE.
 */
export async function* readBlocks(path: string): AsyncGenerator<Buffer, void, undefined> {
  try {
    await fileVersion(path);
    for await (const block of await bytesOf(path)) yield block;
  } catch (cause) {
    throw cause instanceof MillraceError ? cause : fileFault(path, cause);
  }
}

const bytesOf = async (path: string): Promise<AsyncIterable<Buffer>> => {
  if (path.toLowerCase().endsWith('.parquet')) {
    // A csv should not wait for a reader that it has no use for.
    return (await import('./parquet-blocks.js')).parquetBlocks(path);
  }
  const packed = createReadStream(path, { highWaterMark: BLOCK_BYTES });
  if (!path.toLowerCase().endsWith('.gz')) return packed;
  // The callback form hands the reader's failure on to whoever iterates; there is nothing left to do in it.
  return pipeline(packed, createGunzip({ chunkSize: BLOCK_BYTES }), () => undefined);
};
