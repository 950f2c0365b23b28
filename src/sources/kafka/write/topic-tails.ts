import { MillraceError } from '../../../domain/millrace-error.js';
import { HEADERS } from '../codec/header-names.js';
import { HeaderReader, headerText } from '../codec/read-headers.js';
import { BatchCursor } from '../wire/batch-cursor.js';
import type { Wire } from '../wire/kafka-wire.js';
import { RecordCursor } from '../wire/record-cursor.js';

/** The last record of a partition. */
export interface Tail {
  /** The offset that the next record will have. */
  readonly end: number;
  /** Its number in the topic, and that of the first record of its ingest. */
  readonly sequence: number;
  readonly start: number;
  readonly timestamp: number;
  readonly value: Buffer;
}

const FETCH_BYTES = 8 << 20;

/**
 * Reads the last record of each partition; of an empty one where its next record will be.
 *
 * @throws MillraceError KAFKA_TOPIC_DIFFERS where a record is there that no ingest of ours has written.
 */
export const topicTails = async (
  wire: Wire,
  topic: string,
): Promise<ReadonlyMap<number, Tail | { readonly end: number }>> => {
  const leaders = await wire.leaders();
  const begins = await wire.offsets('begin');
  const ends = await wire.offsets('written');
  const tails = new Map<number, Tail | { readonly end: number }>();
  for (const [partition, leader] of leaders) {
    const end = ends.get(partition) ?? 0;
    const isEmpty = end === (begins.get(partition) ?? 0);
    tails.set(partition, isEmpty ? { end } : await tailOf({ wire, topic, partition, leader, end }));
  }
  return tails;
};

interface Asked {
  readonly wire: Wire;
  readonly topic: string;
  readonly partition: number;
  readonly leader: number;
  readonly end: number;
}

const tailOf = async ({ wire, topic, partition, leader, end }: Asked): Promise<Tail> => {
  const fetched = await wire.patiently(async () => {
    const partitions = [{ partition, offset: end - 1 }];
    const request = { partitions, maxWaitMs: 500, maxBytes: FETCH_BYTES, partitionMaxBytes: FETCH_BYTES };
    return await wire.fetch(leader, request);
  });
  const batch = new BatchCursor(fetched.partitions[0]?.records ?? Buffer.alloc(0));
  const record = new RecordCursor();
  const headers = new HeaderReader(topic);
  let tail: Tail | undefined;
  while (batch.next()) {
    if (batch.isControl) continue;
    record.open(batch);
    while (record.next()) {
      if (record.offset !== end - 1) continue;
      headers.read(record);
      const { valueStart, valueEnd, timestamp } = record;
      const value = Buffer.from(record.bytes.subarray(Math.max(0, valueStart), Math.max(0, valueEnd)));
      if (headers.codec === null) continue;
      const start = Number(headerText(record, HEADERS.start) ?? 0);
      tail = { end, sequence: headers.sequence, start, timestamp, value };
    }
  }
  if (tail && tail.sequence >= tail.start) return tail;
  const what = `at offset ${end - 1} is none that millrace wrote`;
  throw new MillraceError('KAFKA_TOPIC_DIFFERS', { topic, partition, what });
};
