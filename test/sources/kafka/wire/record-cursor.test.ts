import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BatchCursor } from '../../../../src/sources/kafka/wire/batch-cursor.js';
import { RecordCursor } from '../../../../src/sources/kafka/wire/record-cursor.js';
import { batchOf, repacked, type Written, withCodec } from './batch-of.js';

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

  it('says so of a codec that nobody knows', async () => {
    const batch = withCodec(await batchOf([one]), 5);
    expect(() => readAll(batch)).toThrow('is packed with codec 5, which this millrace does not know');
  });

  it('reads what was packed with gzip, and says so of bytes that were not', async () => {
    const plain = await batchOf([one, one]);
    expect(readAll(repacked(plain, 1, gzipSync(plain.subarray(61))))).toEqual(readAll(plain));
    for (const [codec, name] of [
      [1, 'gzip'],
      [2, 'snappy'],
      [3, 'lz4'],
      [4, 'zstd'],
    ] as const) {
      expect(() => readAll(withCodec(plain, codec))).toThrow(`cannot be unpacked (${name})`);
    }
  });

  it('reads a batch that zstd itself has packed', async () => {
    // The records of two values "value" without key and header, packed by the zstd command (1.5.4).
    const plain = await batchOf([one, one]);
    const frame = Buffer.from('KLUv/QRYwQAAFgAAAAEKdmFsdWUAFgAAAgEKdmFsdWUApw8G1w==', 'base64');
    expect(readAll(repacked(plain, 4, frame))).toEqual(readAll(plain));
  });

  it('refuses a batch of an old format by its name', async () => {
    const batch = await batchOf([one]);
    batch[16] = 1;
    expect(() => readAll(batch)).toThrow('is of format 1, which Kafka before 0.11 wrote');
  });
});
