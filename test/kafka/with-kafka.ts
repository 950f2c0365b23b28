import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll } from '@jest/globals';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import { findKafkaLibs } from '../../scripts/services/kafka-libs.js';
import { describeNeeding } from '../describe-needing.js';
import { sharedKafka } from './shared-kafka.js';

/** How a topic of a test is made; one partition unless said, and no retention. */
export interface TopicPlan {
  readonly partitions?: number;
  readonly config?: Readonly<Record<string, string>>;
}

/** A real broker, for the tests of one file. */
export interface TestKafka {
  /** `host:port` */
  readonly address: () => string;
  /** A silent client of it. */
  readonly client: () => Kafka;
  /** Makes a topic that no other test has, and says its name. */
  readonly topic: (plan?: TopicPlan) => Promise<string>;
}

/** A silent client of the broker at an address. */
export const clientOf = (address: string): Kafka =>
  new kafkajs.Kafka({
    clientId: 'millrace-test',
    brokers: [address],
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { retries: 30, initialRetryTime: 50, maxRetryTime: 300 },
  });

/** Makes a topic with a name of its own at the broker of a client. */
export const newTopic = async (
  client: Kafka,
  { partitions = 1, config = {} }: TopicPlan,
): Promise<string> => {
  const topic = `test-${randomUUID()}`;
  const admin = client.admin();
  await admin.connect();
  const configEntries = Object.entries({ 'retention.ms': '-1', ...config }).map(([name, value]) => ({
    name,
    value,
  }));
  // The client asks for leaders at once, and gives up where a busy broker has not heard of the topic yet.
  const plan = { topic, numPartitions: partitions, configEntries };
  await admin.createTopics({ waitForLeaders: false, topics: [plan] });
  while (!(await isLed(admin, topic))) await pause(20);
  await admin.disconnect();
  return topic;
};

const isLed = async (admin: Admin, topic: string): Promise<boolean> => {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
  } catch (cause) {
    // As its protocol errors have it.
    if ((cause as { type?: string }).type === 'UNKNOWN_TOPIC_OR_PARTITION') return false;
    throw cause;
  }
};

/**
 * A `describe` whose tests need a real Kafka: skipped with one line where none can be started, failed with
 * CI=true. One broker serves all files of a run, so every test makes its own topics.
 */
export const describeWithKafka = (name: string, fn: (kafka: TestKafka) => void): void => {
  const found = process.env.MILLRACE_KAFKA__BROKERS || findKafkaLibs();
  const missing = 'no Kafka on this machine; npm run install:kafka brings it where Java 17 and Maven are';
  describeNeeding(name, { found, missing }, () => {
    let address = '';
    beforeAll(async () => {
      address = await sharedKafka();
    });
    fn({
      address: () => address,
      client: () => clientOf(address),
      topic: (plan = {}) => newTopic(clientOf(address), plan),
    });
  });
};
