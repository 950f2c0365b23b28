import kafkajs from 'kafkajs';

/**
 * The partition of a key: that of Java's client and most others (murmur2), so that what they write of a
 * symbol lies where ours does.
 */
export const partitionOf = (topic: string, partitions: number): ((key: string) => number) => {
  const partitioner = kafkajs.Partitioners.DefaultPartitioner();
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 0,
    replicas: [],
    isr: [],
  }));
  const known = new Map<string, number>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const partition = partitioner({ topic, partitionMetadata, message: { key, value: null } });
    known.set(key, partition);
    return partition;
  };
};
