import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '../../config/schema.js';
import { MillraceError } from '../domain/millrace-error.js';
import { type IngestPlan, ingest } from '../sources/ingest/ingest.js';
import { publishRows } from '../sources/kafka/write/publish-rows.js';
import { readTopicTarget } from '../sources/kafka/write/topic-target.js';
import { clearDead, ownMark } from '../tape/clear-dead.js';
import { readBatches } from '../tape/read-batches.js';
import { openTape } from '../tape/tape-file.js';
import { kafkaConnectionOf } from './kafka-connection-of.js';
import { placesOf } from './places-of.js';

/** What an ingest to a topic came to; `--json` prints it. */
export interface TopicDocument {
  readonly topic: string;
  readonly partitions: number;
  readonly rowsRead: number;
  readonly rows: number;
  readonly streams: number;
  /** Records that were written now, and those that an earlier try had left there. */
  readonly written: number;
  readonly found: number;
  readonly contentHash: string;
  readonly bad: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly quarantine: string | null;
}

/** What is ingested, but for its place. */
type TopicIngest = Omit<IngestPlan, 'path'> & { readonly config: Config };

const FOLDER = 'millrace-ingest';

/**
 * Checks and orders everything that sources have and writes it to a topic. Rows gather in a tape first: only
 * what is known to be good and in order is worth being kept by others.
 */
export const ingestTopic = async (to: string, { config, ...plan }: TopicIngest): Promise<TopicDocument> => {
  const target = readTopicTarget(to);
  const connection = kafkaConnectionOf(config);
  if (connection.brokers.length === 0) throw new MillraceError('KAFKA_ADDRESS_MISSING', { uri: to });
  await clearDead(tmpdir(), `${FOLDER}-`);
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER}${ownMark()}`));
  try {
    const path = join(folder, 'rows.tape');
    const { meta, rowsRead, bad, reasons, quarantine, badRecords } = await ingest({ ...plan, path });
    const beside = quarantine === null ? null : resolve(`${target.topic}.quarantine.csv`);
    // Not renamed: the two may lie on different disks.
    if (quarantine !== null && beside !== null) await copyFile(quarantine, beside);
    const tape = openTape(path);
    const source = {
      streams: meta.streams,
      columns: tape.layout.columns,
      batches: () => readBatches(tape, { first: 0, end: meta.batches.length }),
    };
    const published = await publishRows({ source, target, connection, onRecords: plan.onRows });
    return {
      topic: target.topic,
      rowsRead,
      rows: meta.rows,
      streams: meta.streams.length,
      ...published,
      contentHash: meta.contentHash,
      bad,
      reasons: Object.fromEntries(reasons),
      quarantine: placesOf(beside, badRecords),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
