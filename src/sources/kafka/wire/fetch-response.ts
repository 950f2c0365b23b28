import type { AbortedTransaction } from './aborted-filter.js';
import { int64At } from './batch-cursor.js';

/** What a broker has sent of one partition. */
export interface FetchedPartition {
  readonly partition: number;
  /** 0 where nothing is wrong. */
  readonly errorCode: number;
  /** Up to where what was committed can be read. */
  readonly lastStable: number;
  readonly aborted: readonly AbortedTransaction[];
  /** Batches, the last one perhaps cut off. */
  readonly records: Buffer;
}

/** What a broker has sent. */
export interface Fetched {
  /** How long it asks us to leave it alone. */
  readonly throttleMs: number;
  readonly partitions: readonly FetchedPartition[];
}

/** Reads the answer to a Fetch request of version 4 about one topic; nothing is copied. */
export const fetchResponse = (bytes: Buffer): Fetched => {
  let index = 0;
  const int16 = (): number => bytes.readInt16BE((index += 2) - 2);
  const int32 = (): number => bytes.readInt32BE((index += 4) - 4);
  const int64 = (): number => int64At(bytes, (index += 8) - 8);
  const aborted = (): AbortedTransaction => {
    const producerId = bytes.readBigInt64BE(index);
    index += 8;
    return { producerId, firstOffset: int64() };
  };
  const times = <T>(count: number, read: () => T): T[] => Array.from({ length: Math.max(0, count) }, read);
  const throttleMs = int32();
  const topics = times(int32(), () => {
    const nameLength = int16();
    index += nameLength;
    return times(int32(), () => {
      const partition = int32();
      const errorCode = int16();
      // The high watermark, which counts what is not committed yet too.
      index += 8;
      const lastStable = int64();
      const transactions = times(int32(), aborted);
      const length = Math.max(0, int32());
      const records = bytes.subarray(index, index + length);
      index += length;
      return { partition, errorCode, lastStable, aborted: transactions, records };
    });
  });
  return { throttleMs, partitions: topics.flat() };
};
