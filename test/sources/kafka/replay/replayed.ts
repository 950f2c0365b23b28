import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { usShare } from '../../../../src/domain/instrument.js';
import type { MarketEvent } from '../../../../src/domain/market-event.js';
import type { KafkaWorld } from '../../../../src/sources/kafka/kafka-world.js';
import type { KafkaConnection } from '../../../../src/sources/kafka/wire/kafka-connection.js';
import { openSource } from '../../../../src/sources/open-source.js';
import type { Source } from '../../../../src/sources/source.js';

/** What a test says of a replay; whatever it does not say is plain. */
export interface Wish extends Partial<Omit<KafkaWorld, 'connection' | 'cache'>> {
  readonly address: string;
  readonly connection?: Partial<KafkaConnection>;
  readonly from?: number;
  readonly to?: number;
  readonly folder?: string;
}

/** What came of it. */
export interface Replayed {
  readonly source: Source;
  readonly events: readonly MarketEvent[];
}

const folders: string[] = [];

/** An empty cache for one test. */
export const emptyCache = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-topics-'));
  folders.push(folder);
  return folder;
};

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Replays a range of a topic, into a cache of its own unless one is named. */
export const replayed = async (uri: string, wish: Wish): Promise<Replayed> => {
  const { address, connection = {}, from, to, folder = emptyCache(), ...said } = wish;
  const kafka: KafkaWorld = {
    lateMs: 0,
    late: 'fail',
    mappings: {},
    stallMs: 30_000,
    deadLetters: { limit: { text: '0', count: 0, share: 0 }, to: 'file', folder },
    ...said,
    connection: {
      brokers: [address],
      sasl: null,
      tls: null,
      connectTimeoutMs: 3_000,
      requestTimeoutMs: 30_000,
      retryForMs: 60_000,
      ...connection,
    },
    cache: {
      folder,
      bytesMax: 2 ** 40,
      fileBytesMin: 0,
      onNotice: () => undefined,
      onRows: () => undefined,
    },
  };
  const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const source = await openSource(uri, { instrument: usShare, kafka, ...range });
  const events: MarketEvent[] = [];
  for await (const rows of source.rows()) events.push(...rows);
  return { source, events };
};
