import kafkajs, { type Kafka, type Message } from 'kafkajs';
import type { MarketEvent } from '../../../../src/domain/market-event.js';
import { CONTENT_TYPES, HEADERS } from '../../../../src/sources/kafka/codec/header-names.js';
import { encodeJson } from '../../../../src/sources/kafka/codec/json/encode-json.js';
import { EVENT_SCHEMA } from '../../../../src/sources/kafka/codec/schema-version.js';

/** How events come into a topic. */
export interface Writing {
  readonly topic: string;
  /** Into which partition the n-th event goes; the first unless said. */
  readonly partitionOf?: (event: MarketEvent, n: number) => number;
  /** Records that are sent at once. */
  readonly batch?: number;
  readonly gzip?: boolean;
  readonly key?: (event: MarketEvent) => string | null;
}

/** Our own record of an event, the n-th of its topic. */
export const recordOfEvent = (event: MarketEvent, n: number): Message => ({
  key: null,
  value: encodeJson(event),
  timestamp: String(Math.floor(event.at)),
  headers: {
    [HEADERS.schema]: EVENT_SCHEMA,
    [HEADERS.contentType]: CONTENT_TYPES.json,
    [HEADERS.symbol]: event.symbol,
    [HEADERS.sequence]: String(n),
  },
});

/** Writes records as they are told, each partition's in order. */
export const writeRecords = async (
  client: Kafka,
  { topic, batch = 500, gzip = false }: Writing,
  records: readonly Message[],
): Promise<void> => {
  const producer = client.producer({
    createPartitioner:
      () =>
      ({ message }) =>
        message.partition ?? 0,
    // What is sent again must not be there twice.
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const compression = gzip ? kafkajs.CompressionTypes.GZIP : kafkajs.CompressionTypes.None;
  for (let start = 0; start < records.length; start += batch) {
    await producer.send({ topic, compression, messages: records.slice(start, start + batch) });
  }
  await producer.disconnect();
};

/** Writes events as JSON, in their order. */
export const writeEvents = async (
  client: Kafka,
  writing: Writing,
  events: readonly MarketEvent[],
): Promise<void> => {
  const { partitionOf = () => 0, key = () => null } = writing;
  const records = events.map((event, n) => ({
    ...recordOfEvent(event, n),
    key: key(event),
    partition: partitionOf(event, n),
  }));
  await writeRecords(client, writing, records);
};

/** Deletes the records of a topic's one partition that stand before an offset. */
export const deleteBefore = async (client: Kafka, topic: string, offset: number): Promise<void> => {
  const admin = client.admin();
  await admin.connect();
  // The client asks for nothing before it has heard of the topic.
  await admin.fetchTopicOffsets(topic);
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: String(offset) }] });
  await admin.disconnect();
};
