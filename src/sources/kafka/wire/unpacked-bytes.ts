import { BatchFault } from './batch-fault.js';

/** A small batch may unpack to more than there is memory. */
export const UNPACKED_BYTES_MAX = 1 << 28;

/** The error of one that does. */
export const tooLarge = (): BatchFault => new BatchFault(`it comes to more than ${UNPACKED_BYTES_MAX} bytes`);

/** What is being unpacked of bytes that were, and repeats of what came before. */
export class UnpackedBytes {
  #bytes: Buffer;
  #length = 0;

  /** @param capacity For how many there is room at first. */
  constructor(capacity: number) {
    this.#bytes = Buffer.allocUnsafe(Math.min(capacity, UNPACKED_BYTES_MAX));
  }

  get length(): number {
    return this.#length;
  }

  /** Takes bytes as they stand. */
  literal(from: Buffer, start: number, end: number): void {
    if (end > from.length) throw new BatchFault('it ends in the middle');
    this.#reserve(end - start);
    from.copy(this.#bytes, this.#length, start, end);
    this.#length += end - start;
  }

  /** Repeats what stands so far behind the end; what is repeated may be repeated in the same stroke. */
  repeat(distance: number, count: number): void {
    const from = this.#length - distance;
    if (distance === 0 || from < 0) throw new BatchFault('it repeats what was never there');
    this.#reserve(count);
    const bytes = this.#bytes;
    if (distance >= count) bytes.copyWithin(this.#length, from, from + count);
    else
      for (let index = 0; index < count; index += 1) bytes[this.#length + index] = bytes[from + index] ?? 0;
    this.#length += count;
  }

  /** All of it. */
  whole(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed > UNPACKED_BYTES_MAX) throw tooLarge();
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.min(Math.max(needed, 2 * this.#bytes.length), UNPACKED_BYTES_MAX));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
