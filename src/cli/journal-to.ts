import { randomUUID } from 'node:crypto';
import type { Config } from '../../config/schema.js';
import { MillraceError } from '../domain/millrace-error.js';
import { usageError } from '../domain/usage-error.js';
import type { JournalSink, JournalSinkPlan } from '../sinks/kafka/journal-sink.js';
import { exitWith } from './exit-with.js';
import { kafkaConnectionOf } from './kafka-connection-of.js';
import { LivePublisher } from './live/session/live-publisher.js';
import { notePublished, publishedIn } from './live/session/published-so-far.js';

const MEGABYTE = 1 << 20;

/** Opens what `--journal-to` names; null where nothing does. */
export const journalTo = async (
  uri: string | undefined,
  config: Pick<Config, 'kafka'>,
): Promise<JournalSink | null> =>
  uri === undefined ? null : await sinkOf(planOf(uri, { config, run: randomUUID() }));

/** What Kafka needs is loaded where it is used. */
const sinkOf = async (plan: JournalSinkPlan): Promise<JournalSink> => {
  const { JournalSink } = await import('../sinks/kafka/journal-sink.js');
  return new JournalSink(plan);
};

/**
 * Carries out a run whose journal goes to a sink, and closes it however the run ended: what happened up to a
 * failure is published too. Of two failures both are told, and the run's own is thrown.
 */
export const publishing = async (
  sink: Pick<JournalSink, 'close'> | null,
  run: () => Promise<void>,
): Promise<void> => {
  try {
    await run();
  } catch (error) {
    await sink?.close().catch(exitWith);
    throw error;
  }
  await sink?.close();
};

/** The journal of a live run on its way to a topic. */
export interface LiveJournal {
  readonly publisher: LivePublisher;
  readonly sink: JournalSink;
}

/** The same for a live run: what an earlier life of it has published is not published again. */
export const liveJournalTo = async (
  uri: string | undefined,
  { config, folder }: { readonly config: Pick<Config, 'kafka'>; readonly folder: string },
): Promise<LiveJournal | null> => {
  if (uri === undefined) return null;
  const { run, entries } = publishedIn(folder, topicIn(uri)) ?? { run: randomUUID(), entries: 0 };
  const plan = planOf(uri, { config, run });
  const onTaken = (taken: number): void =>
    notePublished(folder, { topic: plan.topic, run, entries: entries + taken });
  const sink = await sinkOf({ ...plan, onTaken });
  return { publisher: new LivePublisher(sink, entries), sink };
};

const topicIn = (uri: string): string => {
  const topic = /^kafka:([\w.-]{1,249})$/i.exec(uri)?.[1];
  if (topic !== undefined) return topic;
  throw usageError(`--journal-to ${uri}: write --journal-to kafka:TOPIC`);
};

const planOf = (
  uri: string,
  { config, run }: { readonly config: Pick<Config, 'kafka'>; readonly run: string },
) => {
  const topic = topicIn(uri);
  const connection = kafkaConnectionOf(config);
  if (connection.brokers.length === 0) throw new MillraceError('KAFKA_ADDRESS_MISSING', { uri });
  process.stderr.write(`journal: kafka:${topic}, run ${run}\n`);
  return { connection, topic, run, backlogBytesMax: config.kafka.journalBacklogMb * MEGABYTE };
};
