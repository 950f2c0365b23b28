import kafkajs, { type Message } from 'kafkajs';
import { MillraceError } from '../../../domain/millrace-error.js';
import { CONTENT_TYPES, HEADERS } from '../codec/header-names.js';
import { EVENT_SCHEMA } from '../codec/schema-version.js';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import { packWithZstd } from './pack-with-zstd.js';
import { PatientProducer } from './patient-producer.js';
import type { TopicRecord } from './topic-record.js';
import type { TopicTarget } from './topic-target.js';

/** Brokers take batches of up to 1 MiB; a partition's part of a request is one. */
const BATCH_BYTES_MAX = 512 * 1024;
const REQUEST_BYTES_MAX = 4 << 20;
/** Of a record beside key and value, about. */
const RECORD_BYTES = 160;

/** What a topic is written with. */
export interface WriterPlan {
  readonly connection: KafkaConnection;
  readonly target: TopicTarget;
  /** Of each partition the offset that its next record gets. */
  readonly ends: ReadonlyMap<number, number>;
  /** The number of the first record in the topic. */
  readonly base: number;
}

/**
 * Writes records in the order in which they are put: one request at a time, acknowledged by all replicas,
 * from a producer that brokers know again, so that what is sent twice stands there once.
 */
export class TopicWriter {
  /** How many have been acknowledged. */
  written = 0;

  readonly #plan: WriterPlan;
  readonly #producer: PatientProducer;
  readonly #ends: Map<number, number>;
  readonly #bytes = new Map<number, number>();
  #pending: (Message & { readonly partition: number; readonly timestamp: string })[] = [];
  #pendingBytes = 0;
  #sending: Promise<void> = Promise.resolve();

  private constructor(plan: WriterPlan) {
    this.#plan = plan;
    this.#ends = new Map(plan.ends);
    this.#producer = new PatientProducer(plan.connection, plan.target.topic);
  }

  /** Connects. */
  static async open(plan: WriterPlan): Promise<TopicWriter> {
    if (plan.target.compression === 'zstd') await packWithZstd();
    const writer = new TopicWriter(plan);
    await writer.#producer.connect();
    return writer;
  }

  /** Takes a record; it waits where too many have not been acknowledged yet. */
  async put(record: TopicRecord): Promise<void> {
    const { partition, key, value, timestamp } = record;
    if (!(timestamp >= 0)) throw this.#producer.timeRefused(timestamp, 'it lies before 1970');
    const bytes = value.length + key.length + RECORD_BYTES;
    const before = this.#bytes.get(partition) ?? 0;
    const isFull = before + bytes > BATCH_BYTES_MAX || this.#pendingBytes + bytes > REQUEST_BYTES_MAX;
    if (isFull && this.#pending.length > 0) await this.#hand();
    this.#bytes.set(partition, (this.#bytes.get(partition) ?? 0) + bytes);
    this.#pendingBytes += bytes;
    const { base, target } = this.#plan;
    this.#pending.push({
      partition,
      key,
      value,
      timestamp: String(timestamp),
      headers: {
        [HEADERS.schema]: EVENT_SCHEMA,
        [HEADERS.contentType]: CONTENT_TYPES[target.codec],
        [HEADERS.sequence]: String(base + record.number),
        [HEADERS.symbol]: key,
        ...(base === 0 ? {} : { [HEADERS.start]: String(base) }),
        ...record.headers,
      },
    });
  }

  /** Sends the rest and waits until everything is acknowledged. */
  async finish(): Promise<void> {
    await this.#hand();
    await this.#sending;
  }

  /** Lets go of the connections. */
  async close(): Promise<void> {
    await this.#sending.catch(() => undefined);
    await this.#producer.close();
  }

  /** Hands over what has gathered once the request before has been acknowledged. */
  async #hand(): Promise<void> {
    await this.#sending;
    const messages = this.#pending;
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#bytes.clear();
    if (messages.length === 0) return;
    this.#sending = this.#send(messages);
    // Who waits for it is told; until then it is nobody's error.
    this.#sending.catch(() => undefined);
  }

  async #send(messages: readonly (Message & { partition: number; timestamp: string })[]): Promise<void> {
    const { topic, compression } = this.#plan.target;
    const at = Number(messages[0]?.timestamp);
    const answers = await this.#producer.send(
      { compression: typeOf(compression), messages: [...messages] },
      at,
    );
    for (const { partition, baseOffset } of answers) {
      const expected = this.#ends.get(partition) ?? 0;
      const found = Number(baseOffset);
      if (found !== expected)
        throw new MillraceError('KAFKA_WRITER_OTHER', { topic, partition, found, expected });
      const count = messages.filter((message) => message.partition === partition).length;
      this.#ends.set(partition, expected + count);
    }
    this.written += messages.length;
  }
}

const typeOf = (compression: TopicTarget['compression']): kafkajs.CompressionTypes => {
  const { None, GZIP, ZSTD } = kafkajs.CompressionTypes;
  return { none: None, gzip: GZIP, zstd: ZSTD }[compression];
};
