import { publishTape } from '../../../tape/publish-tape.js';
import { keepBounded, markUsed } from '../../cache/cache-files.js';
import { BadRecords } from '../bad/bad-records.js';
import { keepDeadLetters } from '../bad/keep-dead-letters.js';
import type { Wire } from '../wire/kafka-wire.js';
import type { FirstBatch } from './first-batches.js';
import type { PartitionRange } from './partition-reading.js';
import { readTopic } from './read-topic.js';
import { type RecordedRange, writeRange } from './recorded-range.js';
import type { ReplayPlan } from './replay-plan.js';
import { TapeMaker } from './tape-maker.js';

/** A range that a topic has. */
interface TapePlan extends ReplayPlan {
  readonly wire: Wire;
  readonly now: {
    readonly partitions: readonly PartitionRange[];
    readonly firsts: readonly (FirstBatch | null)[];
  };
}

/** Reads a range to a tape at a path, and says what it was read from. */
export const makeTopicTape = async (path: string, plan: TapePlan): Promise<RecordedRange> => {
  const { now, cache } = plan;
  const read = await publishTape(path, async (folder) => readInto(folder, plan));
  const partitions = read.partitions.map((one, index) => ({ ...one, first: now.firsts[index] ?? null }));
  const range = { partitions, dropped: read.dropped, bad: read.bad };
  await writeRange(path, range);
  await markUsed(path);
  await keepBounded(cache, path);
  return range;
};

const readInto = async (folder: string, { now, ...plan }: TapePlan) => {
  const { topic, connection, cache, deadLetters } = plan;
  const { partitions } = now;
  const recordsMax = partitions.reduce((sum, { start, end }) => sum + end - start, 0);
  const bad = new BadRecords({ topic, folder, limit: deadLetters.limit, recordsMax });
  const maker = new TapeMaker(folder);
  try {
    const about = {
      ...plan,
      brokers: connection.brokers,
      retryForMs: connection.retryForMs,
      partitions,
      onRows: cache.onRows,
      onBad: (record: Parameters<BadRecords['add']>[0]) => bad.add(record),
      settleBad: () => bad.settle(),
    };
    const said = await readTopic(about, maker);
    const { file } = await maker.finish(plan.origin);
    const left = await bad.finish(said.records, (letters) =>
      keepDeadLetters({ ...plan, ...deadLetters, path: letters }),
    );
    return { file, said: { ...said, bad: left } };
  } finally {
    await maker.close();
  }
};
