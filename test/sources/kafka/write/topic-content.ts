import type { MarketEvent } from '../../../../src/domain/market-event.js';
import { recordDecoder } from '../../../../src/sources/kafka/codec/record-decoder.js';
import { RowBuffer } from '../../../../src/sources/kafka/codec/row-buffer.js';
import type { RecordDecoder } from '../../../../src/sources/kafka/codec/row-target.js';
import { BatchCursor } from '../../../../src/sources/kafka/wire/batch-cursor.js';
import type { KafkaConnection } from '../../../../src/sources/kafka/wire/kafka-connection.js';
import { KafkaWire } from '../../../../src/sources/kafka/wire/kafka-wire.js';
import { RecordCursor } from '../../../../src/sources/kafka/wire/record-cursor.js';
import { rowEvent } from '../../../../src/tape/row-event.js';
import { clearRows } from '../../../../src/tape/rows.js';

/** A record of a topic as a test looks at it. */
export interface SeenRecord {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly events: readonly MarketEvent[];
}

/** How a test reaches its broker. */
export const connectionTo = (address: string): KafkaConnection => ({
  brokers: [address],
  sasl: null,
  tls: null,
  connectTimeoutMs: 3_000,
  requestTimeoutMs: 10_000,
  retryForMs: 20_000,
});

/** All records of a topic, partition after partition, as somebody looks at each. */
export const lookAt = async <T>(
  { address, topic }: { readonly address: string; readonly topic: string },
  look: (record: RecordCursor, partition: number) => T,
): Promise<readonly T[]> => {
  const wire = new KafkaWire(connectionTo(address), topic);
  const seen: T[] = [];
  const leaders = await wire.leaders();
  const ends = await wire.offsets('end');
  for (const [partition, leader] of leaders) {
    const end = ends.get(partition) ?? 0;
    for (let offset = 0; offset < end; ) {
      const partitions = [{ partition, offset }];
      const request = { partitions, maxWaitMs: 100, maxBytes: 8 << 20, partitionMaxBytes: 8 << 20 };
      const fetched = await wire.fetch(leader, request);
      const batch = new BatchCursor(fetched.partitions[0]?.records ?? Buffer.alloc(0));
      while (batch.next()) {
        const record = new RecordCursor();
        record.open(batch);
        while (record.next()) {
          if (record.offset < offset) continue;
          seen.push(look(record, partition));
          offset = record.offset + 1;
        }
      }
    }
  }
  await wire.close();
  return seen;
};

/** All records of a topic of ours with their events. */
export const topicContent = async (address: string, topic: string): Promise<readonly SeenRecord[]> => {
  const buffer = new RowBuffer(1);
  const decoder = recordDecoder({ topic, mapping: null }, buffer);
  return await lookAt({ address, topic }, (record, partition) =>
    seenRecord(record, { buffer, decoder, partition }),
  );
};

const seenRecord = (
  record: RecordCursor,
  { buffer, decoder, partition }: { buffer: RowBuffer; decoder: RecordDecoder; partition: number },
): SeenRecord => {
  clearRows(buffer.rows);
  const reason = decoder.decode(record);
  if (reason !== null) throw new Error(reason);
  const { rows, streams } = buffer;
  const events = Array.from({ length: rows.count }, (_, row) => {
    const stream = streams[rows.stream[row] ?? -1];
    if (!stream) throw new Error('a row of no stream');
    return rowEvent(rows, row, stream);
  });
  const { offset, timestamp, bytes, keyStart, keyEnd } = record;
  return {
    partition,
    offset,
    timestamp,
    key: bytes.toString('utf8', keyStart, keyEnd),
    headers: textHeaders(record),
    events,
  };
};

/** Read another way than the code under test does. */
const textHeaders = ({ bytes, headersStart, headersEnd }: RecordCursor): Record<string, string> => {
  const block = bytes.subarray(headersStart, headersEnd);
  const headers: Record<string, string> = {};
  let index = 1;
  // Every name and value of ours is shorter than 64 bytes, so that its length is one byte.
  const text = (): string => {
    const length = (block[index] ?? 0) / 2;
    index += 1 + length;
    return block.toString('utf8', index - length, index);
  };
  for (let left = (block[0] ?? 0) / 2; left > 0; left -= 1) {
    const name = text();
    headers[name] = text();
  }
  return headers;
};
