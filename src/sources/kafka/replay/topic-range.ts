import { isoText } from '../../../domain/iso-text.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import type { Wire } from '../wire/kafka-wire.js';
import type { Bound } from './bound.js';
import type { PartitionRange } from './partition-reading.js';

/** What is wanted of a topic. */
export interface WantedRange {
  readonly topic: string;
  /** In offsets; null where it is said in time, or not at all. */
  readonly start: Bound | null;
  readonly end: Bound | null;
  /** Epoch milliseconds; -Infinity where nothing is said. */
  readonly from: number;
  /** By how much records may lie behind later ones. */
  readonly lateMs: number;
}

/** The offsets that have to be read, partition by partition. */
export interface TopicRange {
  readonly partitions: readonly PartitionRange[];
  /** Lines for people. */
  readonly notices: readonly string[];
}

/**
 * Finds the offsets of a range; where nothing says its end, it is where committed records end now.
 *
 * @throws MillraceError KAFKA_RANGE_DELETED, KAFKA_RANGE_BEYOND, SOURCE_INVALID.
 */
export const topicRange = async (wire: Wire, wanted: WantedRange): Promise<TopicRange> => {
  const { topic, start, end, from, lateMs } = wanted;
  const begins = await wire.offsets('begin');
  const ends = await wire.offsets('end');
  const written = await wire.offsets('written');
  const isTimed = start === null && from > Number.NEGATIVE_INFINITY;
  const found = isTimed ? await wire.offsets(from - lateMs) : null;
  const ids = [...begins.keys()].sort((a, b) => a - b);
  const notices: string[] = [];
  const partitions = ids.map((partition, index) => {
    const place = { topic, partition };
    const [low, high] = [begins.get(partition) ?? 0, ends.get(partition) ?? 0];
    const said = boundAt(start, { index, count: ids.length, topic });
    const until = boundAt(end, { index, count: ids.length, topic }) ?? high;
    const first = said ?? firstAt(found?.get(partition), { low, high });
    const isDeleted = first < low || (isTimed && first === low && low > 0);
    if (isDeleted) refuseDeleted({ ...place, low, wanted: isTimed ? isoText(from) : `offset ${first}` });
    if (until > high || first > high) refuseBeyond({ ...place, end: high, wanted: Math.max(until, first) });
    if (said === null && !isTimed && low > 0) notices.push(`${nameOf(place)} begins at offset ${low}`);
    const open = (written.get(partition) ?? high) - high;
    if (end === null && open > 0) notices.push(`${nameOf(place)} ends at ${high}: ${heldBack(open)}`);
    return { partition, start: first, end: Math.max(first, until) };
  });
  return { partitions, notices };
};

const nameOf = ({ topic, partition }: { topic: string; partition: number }): string =>
  `partition ${partition} of ${topic}`;

const heldBack = (count: number): string =>
  `${count} offsets behind it are held back by a transaction that is open`;

/** The first offset of a time; where there is none, nothing of the partition is wanted. */
const firstAt = (found: number | undefined, { low, high }: { low: number; high: number }): number => {
  if (found === undefined) return low;
  return found < 0 ? high : Math.min(found, high);
};

/** What is said of one of so many partitions; null where nothing is. */
export const boundAt = (
  bound: Bound | null,
  { index, count, topic }: { index: number; count: number; topic: string },
): number | null => {
  if (bound === null) return null;
  if (bound.length === 1 || bound.length === count) return bound[bound.length === 1 ? 0 : index] ?? null;
  const reason = `it says ${bound.length} offsets, and ${topic} has ${count} partitions: say one, or as many`;
  throw new MillraceError('SOURCE_INVALID', { uri: `kafka:${topic}`, reason });
};

const refuseDeleted = (facts: { topic: string; partition: number; low: number; wanted: string }): never => {
  throw new MillraceError('KAFKA_RANGE_DELETED', {
    ...facts,
    wanted: `what is wanted begins at ${facts.wanted}`,
  });
};

const refuseBeyond = (facts: { topic: string; partition: number; end: number; wanted: number }): never => {
  throw new MillraceError('KAFKA_RANGE_BEYOND', {
    ...facts,
    wanted: `the offset ${facts.wanted} that is wanted`,
  });
};
