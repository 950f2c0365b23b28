/** What a broker is given for one partition that it leads. */
export interface ProduceRequest {
  readonly topic: string;
  readonly partition: number;
  readonly batch: Buffer;
  /** How long it may wait for the other replicas. */
  readonly timeoutMs: number;
}

const ALL_REPLICAS = -1;
const FIXED_BYTES = 26;

/** A Produce request of version 3, as any Kafka from 0.11 to 4 understands it. */
export const produceRequest = ({ topic, partition, batch, timeoutMs }: ProduceRequest): Buffer => {
  const name = Buffer.from(topic);
  const bytes = Buffer.allocUnsafe(FIXED_BYTES + name.length + batch.length);
  // No transaction.
  let index = bytes.writeInt16BE(-1, 0);
  index = bytes.writeInt16BE(ALL_REPLICAS, index);
  index = bytes.writeInt32BE(timeoutMs, index);
  index = bytes.writeInt32BE(1, index);
  index = bytes.writeInt16BE(name.length, index);
  index += name.copy(bytes, index);
  index = bytes.writeInt32BE(1, index);
  index = bytes.writeInt32BE(partition, index);
  index = bytes.writeInt32BE(batch.length, index);
  batch.copy(bytes, index);
  return bytes;
};

/** Reads the answer about one partition; 0 where it was taken, else an error's number. */
export const producedError = (bytes: Buffer): number => {
  const nameLength = bytes.readInt16BE(4);
  // Behind the name: how many partitions, and which one.
  return bytes.readInt16BE(6 + nameLength + 8);
};
