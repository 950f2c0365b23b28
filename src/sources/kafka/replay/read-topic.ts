import type { Wire } from '../wire/kafka-wire.js';
import { BatchFetcher } from './fetch-batches.js';
import { HeldRows } from './held-rows.js';
import { lowWatermark, type PartitionRange, PartitionReading } from './partition-reading.js';
import { type RowPlan, RowReader } from './row-reader.js';
import type { TapeMaker } from './tape-maker.js';

/** What is read of a topic, and how. */
export interface TopicPlan extends Omit<RowPlan, 'held'> {
  readonly wire: Wire;
  readonly brokers: readonly string[];
  readonly partitions: readonly PartitionRange[];
  readonly stallMs: number;
  readonly retryForMs: number;
  /** Writes what has gathered of records that are left out. */
  readonly settleBad: () => Promise<void>;
  /** Hears now and then how many records have been read. */
  readonly onRows: (rows: number) => void;
}

/** What was read. */
export interface TopicRead {
  readonly records: number;
  /** Events that were left out because they came too late. */
  readonly dropped: number;
  readonly partitions: readonly PartitionRead[];
}

/** How far a partition was read. */
export interface PartitionRead extends PartitionRange {
  /** Whether the range of time ended there, so that nothing that is written later belongs to it. */
  readonly isClosed: boolean;
}

/** Rows that are worth being put in order at once. */
const RELEASE_ROWS = 1 << 17;
/** Rows that may be held; then only those who hold them back are read on. */
const HELD_ROWS_MAX = 1 << 20;

/** Reads ranges of partitions onto a tape, in the declared order and in bounded memory. */
export const readTopic = async (plan: TopicPlan, maker: TapeMaker): Promise<TopicRead> => {
  const held = new HeldRows();
  const readings = plan.partitions.map((range) => new PartitionReading(range));
  const reader = new RowReader({ ...plan, held });
  const isPaused = ({ watermark }: PartitionReading): boolean =>
    held.rows.count >= HELD_ROWS_MAX && watermark > lowWatermark(readings);
  const fetcher = new BatchFetcher({ ...plan, readings, isPaused });
  let releaseAt = RELEASE_ROWS;
  for await (const came of fetcher.batches()) {
    for (const part of came) reader.read(part);
    await plan.settleBad();
    if (held.rows.count < releaseAt) continue;
    await held.release(lowWatermark(readings), maker);
    // What is held back by one partition is not sorted again with every answer of another.
    releaseAt = Math.max(RELEASE_ROWS, 2 * held.rows.count);
    plan.onRows(reader.records);
  }
  await held.release(Number.POSITIVE_INFINITY, maker);
  const { records, dropped } = reader;
  const partitions = readings.map(({ partition, start, end, position, isClosed }) => ({
    partition,
    start,
    end: isClosed ? position : end,
    isClosed,
  }));
  return { records, dropped, partitions };
};
