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
import type { DeadLetter } from './dead-letter.js';
import { KnownLetters } from './known-letters.js';
import type { LetterAt, LetterPlace } from './letter-place.js';

/** Headers that a record which was left out has beside its own. */
const LETTER_HEADERS = {
  topic: 'millrace-topic',
  partition: 'millrace-partition',
  offset: 'millrace-offset',
  timestamp: 'millrace-timestamp',
  reason: 'millrace-reason',
} as const;

/** Where it stood. */
const PLACE = [LETTER_HEADERS.topic, LETTER_HEADERS.partition, LETTER_HEADERS.offset];

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
  #known: KnownLetters | undefined;

  constructor(plan: LetterTopicPlan) {
    this.#plan = plan;
    this.#producer = new PatientProducer(plan.connection, plan.topic);
  }

  async put(letters: readonly DeadLetter[]): Promise<void> {
    this.#known ??= await this.#open();
    let messages: Message[] = [];
    let sent: DeadLetter[] = [];
    let bytes = 0;
    for (const [index, letter] of letters.entries()) {
      if (!this.#known.has(letter)) {
        messages.push(messageOf(letter));
        sent.push(letter);
        bytes += letter.value?.length ?? 0;
      }
      if (messages.length === 0 || (bytes <= REQUEST_BYTES_MAX && index < letters.length - 1)) continue;
      await this.#producer.send({ messages }, 0);
      for (const one of sent) this.#known.add(one);
      [messages, sent, bytes] = [[], [], 0];
    }
  }

  async close(): Promise<void> {
    await this.#producer.close();
  }

  async #open(): Promise<KnownLetters> {
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
const lettersIn = async ({ connection, topic, stallMs }: LetterTopicPlan): Promise<KnownLetters> => {
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
    const known = new KnownLetters();
    for await (const came of fetcher.batches()) {
      for (const { reading, records, aborted } of came) {
        const filter = new AbortedFilter(aborted);
        const batch = new BatchCursor(records);
        while (batch.next()) {
          if (!filter.hides(batch)) for (const place of placesIn(batch)) known.stood(place);
          reading.position = batch.lastOffset + 1;
        }
      }
    }
    return known;
  } finally {
    await wire.close();
  }
};

const placesIn = (batch: BatchCursor): readonly LetterAt[] => {
  const record = new RecordCursor();
  const places: LetterAt[] = [];
  record.open(batch);
  while (record.next()) {
    const [topic = '', partition, offset] = PLACE.map((name) => headerText(record, name) ?? '');
    places.push({ topic, partition: Number(partition), offset: Number(offset) });
  }
  return places;
};
