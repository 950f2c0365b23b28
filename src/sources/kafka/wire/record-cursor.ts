import type { RecordView } from '../codec/record-view.js';
import type { BatchCursor } from './batch-cursor.js';
import { BatchFault } from './batch-fault.js';

const NOTHING = Buffer.alloc(0);

/** Walks the records of a batch; the cursor itself is the view of the record it stands on. */
export class RecordCursor implements RecordView {
  bytes: Buffer = NOTHING;
  offset = 0;
  timestamp = -1;
  keyStart = -1;
  keyEnd = -1;
  valueStart = -1;
  valueEnd = -1;
  headersStart = 0;
  headersEnd = 0;

  #index = 0;
  #left = 0;
  #baseOffset = 0;
  #baseTimestamp = 0;
  /** Where the broker's time counts, it is that of all. */
  #fixedTimestamp = Number.NaN;

  /** Goes before the first record of a batch. */
  open(batch: BatchCursor): void {
    this.bytes = batch.records();
    this.#index = 0;
    this.#left = batch.count;
    this.#baseOffset = batch.baseOffset;
    this.#baseTimestamp = batch.baseTimestamp;
    this.#fixedTimestamp = batch.isLogAppendTime ? batch.maxTimestamp : Number.NaN;
  }

  /**
   * Goes to the next record.
   *
   * @throws BatchFault where the records are not what their batch says.
   */
  next(): boolean {
    if (this.#left === 0) return false;
    this.#left -= 1;
    const length = this.#varint();
    const end = this.#index + length;
    if (length < 6 || end > this.bytes.length) throw new BatchFault('has records that do not end with it');
    this.#index += 1;
    const delta = this.#varlong();
    this.timestamp = Number.isNaN(this.#fixedTimestamp) ? this.#baseTimestamp + delta : this.#fixedTimestamp;
    this.offset = this.#baseOffset + this.#varint();
    const key = this.#varint();
    this.keyStart = key < 0 ? -1 : this.#index;
    this.#index += Math.max(0, key);
    this.keyEnd = key < 0 ? -1 : this.#index;
    const value = this.#varint();
    this.valueStart = value < 0 ? -1 : this.#index;
    this.#index += Math.max(0, value);
    this.valueEnd = value < 0 ? -1 : this.#index;
    if (this.#index >= end) throw new BatchFault('has a record that is shorter than what is in it');
    this.headersStart = this.#index;
    this.headersEnd = end;
    this.#index = end;
    return true;
  }

  #varint(): number {
    const { bytes } = this;
    let byte = bytes[this.#index] ?? 0;
    this.#index += 1;
    let value = byte & 0x7f;
    for (let shift = 7; byte >= 0x80 && shift < 35; shift += 7) {
      byte = bytes[this.#index] ?? 0;
      this.#index += 1;
      value |= (byte & 0x7f) << shift;
    }
    return (value >>> 1) ^ -(value & 1);
  }

  /** The same of up to 64 bits, exact up to 2^53. */
  #varlong(): number {
    const { bytes } = this;
    let value = 0;
    let factor = 1;
    for (let count = 0; count < 10; count += 1) {
      const byte = bytes[this.#index] ?? 0;
      this.#index += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
      factor *= 128;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
