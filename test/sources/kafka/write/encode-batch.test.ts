import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeBatch } from '../../../../src/sources/kafka/write/encode-batch.js';

// The client's own encoder and decoder.
const require = createRequire(import.meta.url);
interface Decoder {
  new (bytes: Buffer): { readonly buffer: Buffer };
}
const DecoderOf = require('kafkajs/src/protocol/decoder') as Decoder;
const decodeBatch = require('kafkajs/src/protocol/recordBatch/v0/decoder') as (
  decoder: InstanceType<Decoder>,
) => Promise<{ readonly records: readonly Decoded[]; readonly lastOffsetDelta: number }>;

interface Decoded {
  readonly timestamp: string;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, Buffer>>;
}

const text = fc
  .oneof(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.constant('millrace-serial'))
  // The client has headers as an object's fields, where this one is none.
  .filter((name) => name !== '__proto__');
const record = fc.record({
  timestamp: fc.integer({ min: 0, max: 10 ** 13 }),
  key: text,
  value: fc.uint8Array({ maxLength: 9_000 }).map((bytes) => Buffer.from(bytes)),
  headers: fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name, maxLength: 4 }),
});

describe('encodeBatch', () => {
  it('writes what the client reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), async (records) => {
        const bytes = encodeBatch(records);
        // The offset and the length of a batch are read before its decoder is asked.
        const { records: read } = await decodeBatch(new DecoderOf(bytes));
        expect(read).toHaveLength(records.length);
        for (const [index, { timestamp, key, value, headers }] of read.entries()) {
          const own = records[index];
          expect([Number(timestamp), key.toString()]).toEqual([own?.timestamp, own?.key]);
          expect(value.equals(own?.value ?? Buffer.alloc(0))).toBe(true);
          const said = Object.entries(headers).map(([name, one]) => [name, one.toString()]);
          expect(said.sort()).toEqual(own?.headers.map((pair) => [...pair]).sort());
        }
      }),
    );
  });
});
