import type { ColumnBatch } from '../../../tape/column-batch.js';
import type { Column } from '../../../tape/columns.js';
import type { Stream } from '../../../tape/stream.js';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import { KafkaWire } from '../wire/kafka-wire.js';
import { arrowRecords } from './arrow-records.js';
import { ensureTopic } from './ensure-topic.js';
import { findPlace } from './find-place.js';
import { jsonRecords } from './json-records.js';
import { partitionOf } from './partition-of.js';
import type { RecordMaker, TopicRecord } from './topic-record.js';
import { topicTails } from './topic-tails.js';
import type { TopicTarget } from './topic-target.js';
import { TopicWriter } from './topic-writer.js';

/** Rows in the declared order, which can be read more than once. */
export interface OrderedSource {
  readonly streams: readonly Stream[];
  readonly columns: readonly Column[];
  readonly batches: () => AsyncIterable<ColumnBatch>;
}

/** What is written where. */
export interface PublishPlan {
  readonly source: OrderedSource;
  readonly target: TopicTarget;
  readonly connection: KafkaConnection;
  /** Hears now and then how many records are there. */
  readonly onRecords: (records: number) => void;
}

/** A topic that was written. */
export interface Published {
  readonly partitions: number;
  /** Records that were written now. */
  readonly written: number;
  /** Records that an earlier ingest had left there. */
  readonly found: number;
}

/**
 * Writes rows to a topic, from the place on where an earlier try was interrupted: the last record of each
 * partition says what is there, so that nothing is doubled or lost.
 */
export const publishRows = async (plan: PublishPlan): Promise<Published> => {
  const { source, target, connection } = plan;
  const { topic } = target;
  const partitions = await ensureTopic(connection, target);
  // A broker that was not asked may hear of a new topic a moment later than the one that made it.
  const wire = new KafkaWire(connection, topic, true);
  try {
    const tails = await topicTails(wire, topic);
    const records = (): AsyncIterable<TopicRecord> =>
      recordsOf(source, makerOf({ source, target, partitions }));
    const { base, written } = await findPlace(topic, tails, records());
    const ends = new Map([...tails].map(([partition, { end }]) => [partition, end]));
    const writer = await TopicWriter.open({ connection, target, ends, base });
    let found = 0;
    try {
      for await (const record of records()) {
        if (record.number <= (written.get(record.partition) ?? -1)) found += 1;
        else await writer.put(record);
        plan.onRecords(found + writer.written);
      }
      await writer.finish();
      return { partitions, written: writer.written, found };
    } finally {
      await writer.close();
    }
  } finally {
    await wire.close();
  }
};

const makerOf = ({
  source,
  target,
  partitions,
}: Pick<PublishPlan, 'source' | 'target'> & { partitions: number }): RecordMaker => {
  const partition = partitionOf(target.topic, partitions);
  const { streams, columns } = source;
  if (target.codec === 'json') return jsonRecords(streams, partition);
  return arrowRecords({ streams, columns, partitionOf: partition, capacity: target.rows });
};

async function* recordsOf(source: OrderedSource, maker: RecordMaker): AsyncGenerator<TopicRecord> {
  for await (const batch of source.batches()) yield* maker.take(batch);
  yield* maker.rest();
}
