import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { systemError } from '../tape/system-error.js';
import type { PartPlace } from './block-line.js';

/** Reads parts of blocks; files stay open until another is asked for. */
export class PartReader {
  #path = '';
  #file: FileHandle | null = null;

  /** The bytes of a part; null where they are not there or not as they were written. */
  async read(path: string, { offset, bytes: length, crc32: check }: PartPlace): Promise<Buffer | null> {
    // A buffer of its own memory: columns begin where their numbers may.
    const bytes = Buffer.allocUnsafeSlow(length);
    if (length === 0) return bytes;
    const file = await this.#open(path);
    if (!file) return null;
    const { bytesRead } = await file.read(bytes, 0, length, offset);
    return bytesRead === length && crc32(bytes) === check ? bytes : null;
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = null;
  }

  async #open(path: string): Promise<FileHandle | null> {
    if (this.#file && this.#path === path) return this.#file;
    await this.close();
    try {
      this.#file = await open(path, 'r');
    } catch (cause) {
      if (systemError(cause).code === 'ENOENT') return null;
      throw cause;
    }
    this.#path = path;
    return this.#file;
  }
}
