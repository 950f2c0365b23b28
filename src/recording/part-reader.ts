import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { systemError } from '../domain/system-error.js';
import type { PartPlace } from './block-line.js';

/** Many parts are small: they are read as many at a time as fit into this. */
const AHEAD_BYTES = 262_144;

/** Reads the parts of one file after another, each file from its beginning on. */
export class PartReader {
  #path = '';
  #file: FileHandle | null = null;
  /** Bytes of the file that were read already, and where they begin. */
  #ahead = Buffer.alloc(0);
  #aheadAt = 0;

  /** The bytes of a part; null where they are not there or not as they were written. */
  async read(path: string, { offset, bytes: length, crc32: check }: PartPlace): Promise<Buffer | null> {
    if (length === 0) return Buffer.alloc(0);
    const bytes = (await this.#open(path)) ? await this.#bytesAt(offset, length) : null;
    return bytes && crc32(bytes) === check ? bytes : null;
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = null;
    this.#ahead = Buffer.alloc(0);
  }

  async #bytesAt(offset: number, length: number): Promise<Buffer | null> {
    const start = offset - this.#aheadAt;
    if (start >= 0 && start + length <= this.#ahead.length)
      return this.#ahead.subarray(start, start + length);
    // A buffer of its own memory: columns begin where their numbers may, as they do in the file.
    const bytes = Buffer.allocUnsafeSlow(Math.max(length, AHEAD_BYTES));
    const read = await this.#file?.read(bytes, 0, bytes.length, offset);
    this.#ahead = bytes.subarray(0, read?.bytesRead);
    this.#aheadAt = offset;
    return this.#ahead.length < length ? null : this.#ahead.subarray(0, length);
  }

  async #open(path: string): Promise<FileHandle | null> {
    if (this.#file && this.#path === path) return this.#file;
    await this.close();
    this.#path = path;
    try {
      this.#file = await open(path, 'r');
    } catch (cause) {
      if (systemError(cause).code !== 'ENOENT') throw cause;
    }
    return this.#file;
  }
}
