import { expect, it } from '@jest/globals';
import { privateCluster } from '../../../../src/sources/kafka/wire/private-cluster.js';
import { describeWithKafka } from '../../../kafka/with-kafka.js';
import { connectionTo } from '../write/topic-content.js';

describeWithKafka('what is used of the insides of kafkajs', (kafka) => {
  it('is where it was: else an upgrade has moved it, and private-cluster.ts has to follow', async () => {
    const topic = await kafka.topic({ partitions: 2 });
    const cluster = privateCluster(connectionTo(kafka.address()));
    await cluster.connect();
    await cluster.addTargetTopic(topic);
    await cluster.refreshMetadata();
    const known = cluster.findTopicPartitionMetadata(topic);
    expect(known.map(({ partitionId }) => partitionId).toSorted()).toEqual([0, 1]);
    const broker = await cluster.findBroker({ nodeId: String(known[0]?.leader) });
    expect(typeof broker.connectionPool.send).toBe('function');
    const partitions = [{ partition: 0, timestamp: -1 }];
    const { responses } = await broker.listOffsets({ isolationLevel: 1, topics: [{ topic, partitions }] });
    expect(responses[0]?.partitions[0]?.offset).toBe('0');
    await cluster.disconnect();
  });
});
