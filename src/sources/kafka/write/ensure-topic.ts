import kafkajs, { type Admin } from 'kafkajs';
import { messageOf } from '../../../domain/message-of.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import { finalFault } from '../wire/kafka-fault.js';
import { clientOptions } from '../wire/private-cluster.js';
import type { TopicTarget } from './topic-target.js';

/** Settings of a topic. */
type Settings = Readonly<Record<string, string>>;

/** What a topic needs, for nothing of it to be lost or changed. */
const NEEDED: Settings = {
  // Brokers delete by the time of a record, and ours are as old as the events in them.
  'retention.ms': '-1',
  'retention.bytes': '-1',
  'cleanup.policy': 'delete',
  'message.timestamp.type': 'CreateTime',
};

/** A topic, and what it has to be. */
interface WantedTopic extends Pick<TopicTarget, 'topic' | 'partitions'> {
  /** What one that is there must have, and a new one is made with; what events need unless said. */
  readonly needed?: Settings;
  /** What else a new one is made with. */
  readonly made?: Settings;
}

/**
 * Makes a topic, or makes sure that one that is there can keep events.
 *
 * @returns How many partitions it has.
 * @throws MillraceError KAFKA_TOPIC_UNFIT.
 */
export const ensureTopic = async (
  connection: KafkaConnection,
  { topic, partitions, needed = NEEDED, made = {} }: WantedTopic,
): Promise<number> => {
  const admin = new kafkajs.Kafka(clientOptions(connection)).admin({ retry: { retries: 5 } });
  try {
    await admin.connect();
    const known = await admin.listTopics();
    if (known.includes(topic)) return await checked(admin, { topic, partitions, needed });
    const numPartitions = partitions ?? 1;
    const configEntries = Object.entries({ ...needed, ...made }).map(([name, value]) => ({ name, value }));
    // Waiting for leaders asks brokers that may not have heard of the topic yet; whoever writes tries again.
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions, configEntries }] });
    return numPartitions;
  } catch (cause) {
    throw finalFault(cause, { brokers: connection.brokers, topic }) ?? unreachable(connection, cause);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
};

const checked = async (
  admin: Admin,
  { topic, partitions, needed }: WantedTopic & { readonly needed: Settings },
): Promise<number> => {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  const found = topics[0]?.partitions.length ?? 0;
  if (partitions !== null && partitions !== found) {
    throw unfit(topic, { setting: 'partitions', value: String(found), wanted: String(partitions) });
  }
  const configNames = Object.keys(needed);
  if (configNames.length === 0) return found;
  const said = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames }],
  });
  for (const { configName, configValue } of said.resources.flatMap(({ configEntries }) => configEntries)) {
    const wanted = needed[configName];
    if (wanted !== undefined && wanted !== configValue) {
      throw unfit(topic, { setting: configName, value: configValue, wanted });
    }
  }
  return found;
};

const unfit = (topic: string, facts: { setting: string; value: string; wanted: string }): MillraceError =>
  new MillraceError('KAFKA_TOPIC_UNFIT', { topic, ...facts });

const unreachable = ({ brokers }: KafkaConnection, cause: unknown): MillraceError =>
  new MillraceError('KAFKA_UNREACHABLE', {
    brokers: brokers.join(', '),
    seconds: 0,
    reason: messageOf(cause),
  });
