import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BatchCursor } from '../../../../src/sources/kafka/wire/batch-cursor.js';
import { RecordCursor } from '../../../../src/sources/kafka/wire/record-cursor.js';

// The client's own encoder, which writes for brokers: what it packs must be what is read here.
const require = createRequire(import.meta.url);
const { RecordBatch } = require('kafkajs/src/protocol/recordBatch/v0') as {
  RecordBatch: (about: object) => Promise<{ buffer: Buffer }>;
};
const encodeRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (about: object) => unknown;

interface Written {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly delta: number;
}

const batchOf = async (records: readonly Written[], about: object = {}): Promise<Buffer> => {
  const { buffer } = await RecordBatch({
    firstOffset: 7,
    firstTimestamp: 1_700_000_000_000,
    maxTimestamp: 1_700_000_000_500,
    partitionLeaderEpoch: 3,
    lastOffsetDelta: records.length - 1,
    records: records.map(({ key, value, headers, delta }, index) =>
      encodeRecord({ offsetDelta: index, timestampDelta: delta, key, value, headers }),
    ),
    ...about,
  });
  // What the client writes begins its offsets at 0: a broker says where they stand.
  const bytes = Buffer.from(buffer);
  bytes.writeBigInt64BE(7n, 0);
  return bytes;
};

const readAll = (bytes: Buffer) => {
  const batch = new BatchCursor(bytes);
  const record = new RecordCursor();
  const read = [];
  while (batch.next()) {
    record.open(batch);
    while (record.next()) {
      const { bytes: from, offset, timestamp, keyStart, keyEnd, valueStart, valueEnd } = record;
      const part = (start: number, end: number) =>
        start < 0 ? null : Buffer.from(from.subarray(start, end));
      read.push({ offset, timestamp, key: part(keyStart, keyEnd), value: part(valueStart, valueEnd) });
    }
  }
  return read;
};

const bytes = fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some));
const written: fc.Arbitrary<Written> = fc.record({
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 }),
  // Differences of years, and back, have more than 32 bits.
  delta: fc.integer({ min: -(2 ** 41), max: 2 ** 41 }),
});

describe('RecordCursor', () => {
  it('reads what the client writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 40 }), async (records) => {
        const expected = records.map(({ key, value, delta }, index) => ({
          offset: 7 + index,
          timestamp: 1_700_000_000_000 + delta,
          key,
          value,
        }));
        expect(readAll(await batchOf(records))).toEqual(expected);
      }),
    );
  });

  const one: Written = { key: null, value: Buffer.from('value'), headers: {}, delta: 0 };

  it('stops before a batch that was cut off, wherever that was', async () => {
    const batch = await batchOf([one, one]);
    for (let end = 0; end < batch.length; end += 1) {
      expect(readAll(Buffer.concat([batch, batch.subarray(0, end)]))).toHaveLength(2);
    }
  });

  it('finds every bit that was turned behind the checksum', async () => {
    const batch = await batchOf([one]);
    for (let index = 21; index < batch.length; index += 1) {
      const turned = Buffer.from(batch);
      turned[index] = (turned[index] ?? 0) ^ 4;
      expect(() => readAll(turned)).toThrow(/is damaged: its CRC-32C is/);
    }
  });

  it.each([
    [2, 'snappy'],
    [3, 'lz4'],
  ])('says of codec %i that it is %s, and what is read', async (compression, name) => {
    const batch = withCodec(await batchOf([one]), compression);
    expect(() => readAll(batch)).toThrow(`is packed with ${name}, of which gzip, zstd and none are read`);
  });

  it('reads what was packed with gzip, and says so of bytes that were not', async () => {
    const plain = await batchOf([one, one]);
    const packed = Buffer.concat([plain.subarray(0, 61), gzipSync(plain.subarray(61))]);
    packed.writeInt32BE(packed.length - 12, 8);
    expect(readAll(withCodec(packed, 1))).toEqual(readAll(plain));
    expect(() => readAll(withCodec(plain, 1))).toThrow('cannot be unpacked (gzip)');
    expect(() => readAll(withCodec(plain, 4))).toThrow('cannot be unpacked (zstd)');
  });

  it('reads a batch that zstd itself has packed', async () => {
    // The records of two values "value" without key and header, packed by the zstd command (1.5.4).
    const plain = await batchOf([one, one]);
    const frame = Buffer.from('KLUv/QRYwQAAFgAAAAEKdmFsdWUAFgAAAgEKdmFsdWUApw8G1w==', 'base64');
    const packed = Buffer.concat([plain.subarray(0, 61), frame]);
    packed.writeInt32BE(packed.length - 12, 8);
    expect(readAll(withCodec(packed, 4))).toEqual(readAll(plain));
  });

  it('refuses a batch of an old format by its name', async () => {
    const batch = await batchOf([one]);
    batch[16] = 1;
    expect(() => readAll(batch)).toThrow('is of format 1, which Kafka before 0.11 wrote');
  });
});

/** The batch with another codec in its attributes, and a checksum that fits. */
const withCodec = (batch: Buffer, codec: number): Buffer => {
  const changed = Buffer.from(batch);
  changed.writeInt16BE(codec, 21);
  changed.writeUInt32BE(bitwiseCrc32c(changed.subarray(21)), 17);
  return changed;
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
