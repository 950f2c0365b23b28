import kafkajs from 'kafkajs';
import { brokers } from '../data/topic.js';
import type { Outcome } from '../outcome.js';

/**
 * A consumer of kafkajs that only counts what each batch has; connecting and joining its group are not
 * counted.
 *
 * @param rows What the records of the topic stand for.
 */
export const topicFloor = async (topic: string, rows: number): Promise<Outcome> => {
  const client = new kafkajs.Kafka({ brokers: [...brokers()], logLevel: kafkajs.logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  const groupId = `bench-${topic}`;
  const consumer = client.consumer({ groupId });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  let left = offsets.reduce((sum, { high }) => sum + Number(high), 0);
  let begun = Number.NaN;
  await new Promise<void>((resolve) => {
    void consumer.run({
      autoCommit: false,
      eachBatch: ({ batch }) => {
        if (Number.isNaN(begun)) begun = performance.now();
        left -= batch.messages.length;
        if (left <= 0) resolve();
        return Promise.resolve();
      },
    });
  });
  const seconds = (performance.now() - begun) / 1_000;
  await consumer.disconnect();
  await admin.deleteGroups([groupId]);
  await admin.disconnect();
  return { rows, seconds, trades: 0, finalEquity: 0, journalBytes: null };
};
