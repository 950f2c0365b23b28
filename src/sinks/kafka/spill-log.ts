import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

const BLOCK_BYTES = 65_536;
const READ_BYTES = 262_144;
const NEWLINE = 0x0a;

/**
 * Lines on their way out, in a file: taking one costs a copy in memory, whatever becomes of the receiver, and
 * no more than a block waits there. The file is empty again whenever everything has gone out.
 */
export class SpillLog {
  /** Lines that there was no more room for. */
  lost = 0;
  /** Lines that were taken and have not gone out. */
  waiting = 0;

  readonly #file: number;
  readonly #bytesMax: number;
  readonly #block = Buffer.allocUnsafe(BLOCK_BYTES);
  readonly #chunk = Buffer.allocUnsafe(READ_BYTES);
  #blockLength = 0;
  #written = 0;
  #read = 0;

  /** @param bytesMax How many bytes may wait in the file. */
  constructor(path: string, bytesMax: number) {
    this.#file = openSync(path, 'wx+');
    this.#bytesMax = bytesMax;
  }

  /** Takes a line; false where there is no room, and ever after: a hole must not be filled from behind. */
  add(line: Uint8Array): boolean {
    const isFull = this.#written - this.#read + this.#blockLength + line.length >= this.#bytesMax;
    if (isFull || this.lost > 0) {
      this.lost += 1;
      return false;
    }
    if (line.length + 1 > BLOCK_BYTES - this.#blockLength) this.flush();
    if (line.length + 1 > BLOCK_BYTES) this.#write(Buffer.concat([line, Buffer.of(NEWLINE)]));
    else {
      this.#block.set(line, this.#blockLength);
      this.#block[this.#blockLength + line.length] = NEWLINE;
      this.#blockLength += line.length + 1;
    }
    this.waiting += 1;
    return true;
  }

  /** Gives what waits in memory to the file. */
  flush(): void {
    this.#write(this.#block.subarray(0, this.#blockLength));
    this.#blockLength = 0;
  }

  /** The oldest lines that have not gone out, as many as are worth sending at once, if there are any. */
  peek(): readonly Buffer[] {
    if (this.#read === this.#written) this.flush();
    let chunk = this.#chunk.subarray(0, this.#readAt(this.#chunk));
    let end = chunk.lastIndexOf(NEWLINE);
    // A line that is longer than a chunk is read as a whole.
    for (let room = 2 * READ_BYTES; end < 0 && chunk.length > 0; room *= 2) {
      const larger = Buffer.allocUnsafe(room);
      chunk = larger.subarray(0, this.#readAt(larger));
      end = chunk.lastIndexOf(NEWLINE);
    }
    const lines: Buffer[] = [];
    for (let start = 0; start <= end; ) {
      const next = chunk.indexOf(NEWLINE, start);
      lines.push(Buffer.from(chunk.subarray(start, next)));
      start = next + 1;
    }
    return lines;
  }

  /** Forgets lines that have gone out: the oldest. */
  drop(lines: readonly Buffer[]): void {
    for (const { length } of lines) this.#read += length + 1;
    this.waiting -= lines.length;
    if (this.#read < this.#written) return;
    ftruncateSync(this.#file, 0);
    this.#read = 0;
    this.#written = 0;
  }

  /** Copies the lines that have not gone out to a file of their own. */
  save(path: string): void {
    this.flush();
    const copy = openSync(path, 'wx');
    try {
      for (let read = this.#read; read < this.#written; ) {
        const length = readSync(this.#file, this.#chunk, 0, Math.min(READ_BYTES, this.#written - read), read);
        for (let done = 0; done < length; ) done += writeSync(copy, this.#chunk, done, length - done);
        read += length;
      }
    } finally {
      closeSync(copy);
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #readAt(into: Buffer): number {
    return readSync(this.#file, into, 0, Math.min(into.length, this.#written - this.#read), this.#read);
  }

  #write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#written + done);
    }
    this.#written += bytes.length;
  }
}
