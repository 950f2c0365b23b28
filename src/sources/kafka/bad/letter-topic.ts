import type { Message } from 'kafkajs';
import { headerText } from '../codec/read-headers.js';
import { BatchFetcher } from '../replay/fetch-batches.js';
import { PartitionReading } from '../replay/partition-reading.js';
import { AbortedFilter } from '../wire/aborted-filter.js';
import { BatchCursor } from '../wire/batch-cursor.js';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import { KafkaWire } from '../wire/kafka-wire.js';
import { RecordCursor } from '../wire/record-cursor.js';
import { ensureTopic } from '../write/ensure-topic.js';
import { PatientProducer } from '../write/patient-producer.js';
import { type DeadLetter, letterKey } from './dead-letter.js';
import type { LetterPlace } from './letter-place.js';

/** Headers that a record which was left out has beside its own. */
const LETTER_HEADERS = {
  topic: 'millrace-topic',
  partition: 'millrace-partition',
  offset: 'millrace-offset',
  timestamp: 'millrace-timestamp',
  reason: 'millrace-reason',
} as const;

/** Records that are left out may be as large as brokers take any. */
const MADE = { 'retention.ms': '-1', 'max.message.bytes': String(64 << 20) };
const REQUEST_BYTES_MAX = 1 << 20;

/** Which topic it is. */
export interface LetterTopicPlan {
  readonly connection: KafkaConnection;
  readonly topic: string;
  readonly stallMs: number;
}

/**
 * A topic of records that were left out, as they were, with headers that say where they stood and why they
 * cannot be read. Those that stand there already are not put again.
 */
export class LetterTopic implements LetterPlace {
  readonly #plan: LetterTopicPlan;
  readonly #producer: PatientProducer;
  #known: Set<string> | undefined;

  constructor(plan: LetterTopicPlan) {
    this.#plan = plan;
    this.#producer = new PatientProducer(plan.connection, plan.topic);
  }

  async put(letters: readonly DeadLetter[]): Promise<void> {
    this.#known ??= await this.#open();
    let messages: Message[] = [];
    let keys: string[] = [];
    let bytes = 0;
    for (const [index, letter] of letters.entries()) {
      const key = letterKey(letter);
      if (!this.#known.has(key)) {
        messages.push(messageOf(letter));
        keys.push(key);
        bytes += letter.value?.length ?? 0;
      }
      if (messages.length === 0 || (bytes <= REQUEST_BYTES_MAX && index < letters.length - 1)) continue;
      await this.#producer.send({ messages }, 0);
      for (const sent of keys) this.#known.add(sent);
      [messages, keys, bytes] = [[], [], 0];
    }
  }

  async close(): Promise<void> {
    await this.#producer.close();
  }

  async #open(): Promise<Set<string>> {
    const { connection, topic } = this.#plan;
    await ensureTopic(connection, { topic, partitions: null, needed: {}, made: MADE });
    const known = await lettersIn(this.#plan);
    await this.#producer.connect();
    return known;
  }
}

const messageOf = ({ key, value, headers, ...place }: DeadLetter): Message => ({
  key: decoded(key),
  value: decoded(value),
  headers: {
    ...Object.fromEntries(headers.map(([name, text]) => [name, decoded(text) ?? ''])),
    [LETTER_HEADERS.topic]: place.topic,
    [LETTER_HEADERS.partition]: String(place.partition),
    [LETTER_HEADERS.offset]: String(place.offset),
    [LETTER_HEADERS.timestamp]: String(place.timestamp),
    [LETTER_HEADERS.reason]: place.reason,
  },
});

const decoded = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'base64'));

/** Where the records stood that are in a topic of those left out already. */
const lettersIn = async ({ connection, topic, stallMs }: LetterTopicPlan): Promise<Set<string>> => {
  const wire = new KafkaWire(connection, topic, true);
  try {
    const begins = await wire.offsets('begin');
    const ends = await wire.offsets('end');
    const readings = [...begins].map(
      ([partition, start]) => new PartitionReading({ partition, start, end: ends.get(partition) ?? start }),
    );
    const { brokers, retryForMs } = connection;
    const isPaused = (): boolean => false;
    const fetcher = new BatchFetcher({ wire, topic, brokers, readings, isPaused, stallMs, retryForMs });
    const known = new Set<string>();
    for await (const came of fetcher.batches()) {
      for (const { reading, records, aborted } of came) {
        const filter = new AbortedFilter(aborted);
        const batch = new BatchCursor(records);
        while (batch.next()) {
          if (!filter.hides(batch)) for (const place of placesIn(batch)) known.add(place);
          reading.position = batch.lastOffset + 1;
        }
      }
    }
    return known;
  } finally {
    await wire.close();
  }
};

const placesIn = (batch: BatchCursor): readonly string[] => {
  const record = new RecordCursor();
  const places: string[] = [];
  record.open(batch);
  while (record.next()) {
    const { topic, partition, offset } = LETTER_HEADERS;
    places.push([topic, partition, offset].map((name) => headerText(record, name) ?? '').join(' '));
  }
  return places;
};
