import { randomUUID } from 'node:crypto';
import type { KafkaConnection } from '../../src/sources/kafka/wire/kafka-connection.js';
import { publishRows } from '../../src/sources/kafka/write/publish-rows.js';
import { readTopicTarget } from '../../src/sources/kafka/write/topic-target.js';
import { readBatches } from '../../src/tape/read-batches.js';
import { openTape } from '../../src/tape/tape-file.js';
import type { Wish } from '../outcome.js';
import { trades } from './trades.js';

/** Where the broker is that topics are made at. */
export const brokers = (): readonly string[] => {
  const said = process.env.MILLRACE_KAFKA__BROKERS;
  if (!said) throw new Error('start a broker with npm run services, and export what it says');
  return said.split(',');
};

const connection = (): KafkaConnection => ({
  brokers: brokers(),
  sasl: null,
  tls: null,
  connectTimeoutMs: 3_000,
  requestTimeoutMs: 30_000,
  retryForMs: 60_000,
});

/** Makes a tape of random trades and a topic of the same, named `TOPIC TAPE`. */
export const tradesTopic =
  (query: string) =>
  async (folder: string, wish: Wish): Promise<string> => {
    const path = await trades(folder, wish);
    const tape = openTape(path);
    const topic = `bench-${randomUUID()}`;
    await publishRows({
      source: {
        streams: tape.meta.streams,
        columns: tape.layout.columns,
        batches: () => readBatches(tape, { first: 0, end: tape.meta.batches.length }),
      },
      target: readTopicTarget(`kafka:${topic}?${query}`),
      connection: connection(),
      onRecords: () => undefined,
    });
    return `${topic} ${path}`;
  };
