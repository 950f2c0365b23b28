import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
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

/** What is put into which topic. */
export interface DeadLetterWriting {
  readonly connection: KafkaConnection;
  readonly topic: string;
  /** The file with a line for each. */
  readonly path: string;
  readonly stallMs: number;
}

/**
 * Puts records that were left out into a topic of their own as they were, with headers that say where they
 * stood and why they cannot be read. Those that an earlier reading has put there are not put again.
 */
export const writeDeadLetters = async (plan: DeadLetterWriting): Promise<void> => {
  const { connection, topic, path } = plan;
  await ensureTopic(connection, { topic, partitions: null, needed: {}, made: MADE });
  const known = await lettersIn(plan);
  const producer = new PatientProducer(connection, topic);
  let messages: Message[] = [];
  let bytes = 0;
  const send = async (): Promise<void> => {
    if (messages.length > 0) await producer.send({ messages }, 0);
    messages = [];
    bytes = 0;
  };
  try {
    await producer.connect();
    for await (const line of createInterface({ input: createReadStream(path) })) {
      const letter = JSON.parse(line) as DeadLetter; // what `deadLetter` made
      if (known.has(`${letter.topic} ${letter.partition} ${letter.offset}`)) continue;
      messages.push(messageOf(letter));
      bytes += line.length;
      if (bytes > REQUEST_BYTES_MAX) await send();
    }
    await send();
  } finally {
    await producer.close();
  }
};

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
const lettersIn = async ({ connection, topic, stallMs }: DeadLetterWriting): Promise<ReadonlySet<string>> => {
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
