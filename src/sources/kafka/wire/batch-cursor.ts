import { BatchFault } from './batch-fault.js';
import { crc32c } from './crc32c.js';
import { unpack } from './unpack.js';

/** Bytes before those that a batch's length counts. */
const LEAD_BYTES = 12;
const HEAD_BYTES = 61;
const CRC_FROM = 21;
const TWO_32 = 2 ** 32;

/** A number of 64 bits; beyond 2^53, which no offset and no time of ours reaches, it is rounded. */
export const int64At = (bytes: Buffer, index: number): number =>
  bytes.readInt32BE(index) * TWO_32 + bytes.readUInt32BE(index + 4);

/**
 * Walks the batches (format 2) that a broker has sent for one partition. What is known of a batch stands in
 * its head, so walking on costs nothing; its records are checked and unpacked only when they are asked for.
 */
export class BatchCursor {
  baseOffset = 0;
  /** Of the last record that was written; a compacted topic may have lost it since. */
  lastOffset = 0;
  crc = 0;
  /** What record times are told as differences from. */
  baseTimestamp = 0;
  maxTimestamp = 0;
  producerId = 0n;
  /** How many records are in it. */
  count = 0;

  readonly #bytes: Buffer;
  #attributes = 0;
  #start = 0;
  #end = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Written by a transaction. */
  get isTransactional(): boolean {
    return (this.#attributes & 0x10) !== 0;
  }

  /** Not events, but the word of the broker that a transaction has ended. */
  get isControl(): boolean {
    return (this.#attributes & 0x20) !== 0;
  }

  /** Whether the times of its records are when the broker took them. */
  get isLogAppendTime(): boolean {
    return (this.#attributes & 0x08) !== 0;
  }

  /** Where it ends in what was sent. */
  get end(): number {
    return this.#end;
  }

  /** The whole of it, head and all, as it was sent. */
  get bytes(): Buffer {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  /**
   * Goes to the next whole batch; the last one that was sent may be cut off.
   *
   * @throws BatchFault for a batch of another format; then `baseOffset` is its.
   */
  next(): boolean {
    const bytes = this.#bytes;
    const start = this.#end;
    if (start + HEAD_BYTES > bytes.length) return false;
    const length = bytes.readInt32BE(start + 8);
    this.baseOffset = int64At(bytes, start);
    const format = bytes[start + 16];
    if (format !== 2) throw new BatchFault(`is of format ${format}, which Kafka before 0.11 wrote`);
    if (length < HEAD_BYTES - LEAD_BYTES) throw new BatchFault(`says that it is ${length} bytes long`);
    if (start + LEAD_BYTES + length > bytes.length) return false;
    this.#start = start;
    this.#end = start + LEAD_BYTES + length;
    this.crc = bytes.readUInt32BE(start + 17);
    this.#attributes = bytes.readInt16BE(start + 21);
    this.lastOffset = this.baseOffset + bytes.readInt32BE(start + 23);
    this.baseTimestamp = int64At(bytes, start + 27);
    this.maxTimestamp = int64At(bytes, start + 35);
    this.producerId = bytes.readBigInt64BE(start + 43);
    this.count = bytes.readInt32BE(start + 57);
    return true;
  }

  /**
   * The bytes of its records.
   *
   * @throws BatchFault where they are not those that were written, or packed as nobody here can read.
   */
  records(): Buffer {
    const computed = crc32c(this.#bytes, this.#start + CRC_FROM, this.#end);
    if (computed !== this.crc) {
      throw new BatchFault(`is damaged: its CRC-32C is ${hex(computed)}, not ${hex(this.crc)}`);
    }
    const packed = this.#bytes.subarray(this.#start + HEAD_BYTES, this.#end);
    const codec = this.#attributes & 0x07;
    return codec === 0 ? packed : unpack(codec, packed);
  }
}

const hex = (crc: number): string => crc.toString(16).padStart(8, '0');
