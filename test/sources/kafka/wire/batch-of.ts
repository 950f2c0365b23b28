import { createRequire } from 'node:module';

// The client's own encoder, which writes for brokers: what it packs must be what is read here.
const require = createRequire(import.meta.url);
const { RecordBatch } = require('kafkajs/src/protocol/recordBatch/v0') as {
  RecordBatch: (about: object) => Promise<{ buffer: Buffer }>;
};
const encodeRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (about: object) => unknown;

/** A record as it is written. */
export interface Written {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly delta: number;
}

/** A batch of records as a broker sends it, the first at an offset; 7 unless said. */
export const batchOf = async (records: readonly Written[], first = 7n): Promise<Buffer> => {
  const { buffer } = await RecordBatch({
    firstOffset: 7,
    firstTimestamp: 1_700_000_000_000,
    maxTimestamp: 1_700_000_000_500,
    partitionLeaderEpoch: 3,
    lastOffsetDelta: records.length - 1,
    records: records.map(({ key, value, headers, delta }, index) =>
      encodeRecord({ offsetDelta: index, timestampDelta: delta, key, value, headers }),
    ),
  });
  // What the client writes begins its offsets at 0: a broker says where they stand.
  const bytes = Buffer.from(buffer);
  bytes.writeBigInt64BE(first, 0);
  return bytes;
};

/** The batch with another codec in its attributes, and a checksum that fits. */
export const withCodec = (batch: Buffer, codec: number): Buffer => {
  const changed = Buffer.from(batch);
  changed.writeInt16BE(codec, 21);
  changed.writeUInt32BE(bitwiseCrc32c(changed.subarray(21)), 17);
  return changed;
};

/** The batch with other bytes in the place of its records, packed as is said. */
export const repacked = (batch: Buffer, codec: number, records: Buffer): Buffer => {
  const changed = Buffer.concat([batch.subarray(0, 61), records]);
  changed.writeInt32BE(changed.length - 12, 8);
  return withCodec(changed, codec);
};

/** By the definition, bit by bit: another way than the one that is tested. */
const bitwiseCrc32c = (data: Buffer): number => {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
};
