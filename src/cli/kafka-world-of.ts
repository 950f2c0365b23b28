import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../config/schema.js';
import type { TapeCache } from '../sources/cache/tape-cache.js';
import type { KafkaWorld } from '../sources/kafka/kafka-world.js';
import { badLimit } from './bad-limit.js';
import { kafkaConnectionOf } from './kafka-connection-of.js';

/** What the command line says of the reading of topics. */
interface TopicReading {
  readonly cache: TapeCache;
  /** What `--max-bad` says. */
  readonly maxBad: string;
}

/** How topics are read, by the settings; tapes of them are kept in a cache. */
export const kafkaWorldOf = (config: Pick<Config, 'kafka'>, { cache, maxBad }: TopicReading): KafkaWorld => {
  const { lateMs, late, stallMs, mappings } = config.kafka;
  return {
    // Secrets are looked for only where a topic is read.
    get connection() {
      return kafkaConnectionOf(config);
    },
    lateMs,
    late,
    stallMs,
    cache,
    mappings,
    deadLetters: { limit: badLimit(maxBad), to: config.kafka.deadLetters, folder: process.cwd() },
  };
};

/** A cache that is gone when this process is: a topic needs a tape also where none is to be kept. */
export const passingCache = (cache: TapeCache): TapeCache => {
  let folder: string | undefined;
  return {
    ...cache,
    get folder() {
      if (folder === undefined) {
        const made = mkdtempSync(join(tmpdir(), 'millrace-topic-'));
        process.once('exit', () => rmSync(made, { recursive: true, force: true }));
        folder = made;
      }
      return folder;
    },
  };
};
