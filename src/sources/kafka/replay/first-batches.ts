import { BatchCursor } from '../wire/batch-cursor.js';
import type { Wire } from '../wire/kafka-wire.js';
import type { PartitionRange } from './partition-reading.js';

/** What tells the batch at which a partition's range begins from another that might stand there. */
export interface FirstBatch {
  readonly offset: number;
  readonly timestamp: number;
  readonly crc: number;
}

const BATCH_BYTES = 1;
const MAX_WAIT_MS = 500;

/**
 * The first batch of each range, null where it has none: a topic that was deleted and made anew has the same
 * offsets, and other batches. The broker is asked once for each; what it does not say then is nothing.
 */
export const firstBatches = async (
  wire: Wire,
  partitions: readonly PartitionRange[],
): Promise<readonly (FirstBatch | null)[]> => {
  const leaders = await wire.leaders();
  const firsts: (FirstBatch | null)[] = [];
  for (const { partition, start, end } of partitions) {
    const leader = leaders.get(partition) ?? -1;
    if (start >= end || leader < 0) {
      firsts.push(null);
      continue;
    }
    const { partitions: answers } = await wire.fetch(leader, {
      partitions: [{ partition, offset: start }],
      maxWaitMs: MAX_WAIT_MS,
      maxBytes: BATCH_BYTES,
      partitionMaxBytes: BATCH_BYTES,
    });
    const batch = new BatchCursor(answers[0]?.records ?? Buffer.alloc(0));
    const isThere = batch.next();
    const { baseOffset: offset, maxTimestamp: timestamp, crc } = batch;
    firsts.push(isThere ? { offset, timestamp, crc } : null);
  }
  return firsts;
};
