import { crc32c } from '../wire/crc32c.js';
import { ByteWriter } from './byte-writer.js';

/** A record as it is written. */
export interface WrittenRecord {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

const HEAD_BYTES = 61;
/** Bytes before those that a batch's length, and its checksum, count. */
const [LENGTH_FROM, CRC_FROM] = [12, 21] as const;
const FORMAT = 2;

/** Records as one batch (format 2), as it is, by no producer that brokers would know again. */
export const encodeBatch = (records: readonly WrittenRecord[]): Buffer => {
  const first = records[0]?.timestamp ?? 0;
  const [body, record] = [new ByteWriter(), new ByteWriter()];
  let latest = first;
  for (const [index, { timestamp, key, value, headers }] of records.entries()) {
    latest = Math.max(latest, timestamp);
    record.length = 0;
    // No attribute of a record means anything yet.
    record.varint(0);
    record.varint(timestamp - first);
    record.varint(index);
    record.text(key);
    record.block(value);
    record.varint(headers.length);
    for (const [name, text] of headers) {
      record.text(name);
      record.text(text);
    }
    body.block(record.bytes);
  }
  const batch = Buffer.alloc(HEAD_BYTES + body.length);
  body.bytes.copy(batch, HEAD_BYTES);
  batch.writeInt32BE(batch.length - LENGTH_FROM, 8);
  // The epoch of a leader is the broker's to say, and so is the first offset.
  batch.writeInt32BE(-1, 12);
  batch.writeInt8(FORMAT, 16);
  batch.writeInt32BE(records.length - 1, 23);
  batch.writeBigInt64BE(BigInt(first), 27);
  batch.writeBigInt64BE(BigInt(latest), 35);
  // Producer, its epoch and its first sequence: none.
  batch.fill(0xff, 43, 57);
  batch.writeInt32BE(records.length, 57);
  batch.writeUInt32BE(crc32c(batch, CRC_FROM, batch.length), 17);
  return batch;
};
