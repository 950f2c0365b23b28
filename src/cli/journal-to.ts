import { randomUUID } from 'node:crypto';
import type { Config } from '../../config/schema.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { JournalSink } from '../sinks/kafka/journal-sink.js';
import { kafkaConnectionOf } from './kafka-connection-of.js';

const MEGABYTE = 1 << 20;

/** Opens what `--journal-to` names; null where nothing does. */
export const journalTo = async (
  uri: string | undefined,
  config: Pick<Config, 'kafka'>,
): Promise<JournalSink | null> => {
  if (uri === undefined) return null;
  const topic = /^kafka:([\w.-]{1,249})$/i.exec(uri)?.[1];
  if (topic === undefined) {
    throw new MillraceError('USAGE_INVALID', {
      message: `--journal-to ${uri}: write --journal-to kafka:TOPIC`,
    });
  }
  const connection = kafkaConnectionOf(config);
  if (connection.brokers.length === 0) throw new MillraceError('KAFKA_ADDRESS_MISSING', { uri });
  const run = randomUUID();
  process.stderr.write(`journal: kafka:${topic}, run ${run}\n`);
  const backlogBytesMax = config.kafka.journalBacklogMb * MEGABYTE;
  const { JournalSink } = await import('../sinks/kafka/journal-sink.js');
  return new JournalSink({ connection, topic, run, backlogBytesMax });
};
