/** What is asked of one broker. */
export interface FetchRequest {
  readonly topic: string;
  /** What is sent first comes first where not all fits into one answer. */
  readonly partitions: readonly { readonly partition: number; readonly offset: number }[];
  /** How long a broker that has nothing waits for something. */
  readonly maxWaitMs: number;
  /** Of one answer; a batch that is larger comes all the same, alone. */
  readonly maxBytes: number;
  readonly partitionMaxBytes: number;
}

const READ_COMMITTED = 1;
const HEAD_BYTES = 27;
const PARTITION_BYTES = 16;

/** A Fetch request of version 4, as any Kafka from 0.11 to 4 understands it; committed records only. */
export const fetchRequest = (request: FetchRequest): Buffer => {
  const { topic, partitions, maxWaitMs, maxBytes, partitionMaxBytes } = request;
  const name = Buffer.from(topic);
  const bytes = Buffer.alloc(HEAD_BYTES + name.length + PARTITION_BYTES * partitions.length);
  let index = bytes.writeInt32BE(-1, 0);
  index = bytes.writeInt32BE(maxWaitMs, index);
  index = bytes.writeInt32BE(1, index);
  index = bytes.writeInt32BE(maxBytes, index);
  index = bytes.writeInt8(READ_COMMITTED, index);
  index = bytes.writeInt32BE(1, index);
  index = bytes.writeInt16BE(name.length, index);
  index += name.copy(bytes, index);
  index = bytes.writeInt32BE(partitions.length, index);
  for (const { partition, offset } of partitions) {
    index = bytes.writeInt32BE(partition, index);
    index = bytes.writeBigInt64BE(BigInt(offset), index);
    index = bytes.writeInt32BE(partitionMaxBytes, index);
  }
  return bytes;
};
