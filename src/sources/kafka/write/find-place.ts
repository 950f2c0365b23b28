import { isoText } from '../../../domain/iso-text.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import type { TopicRecord } from './topic-record.js';
import type { Tail } from './topic-tails.js';

/** Where an ingest goes on in a topic. */
export interface Place {
  /** The number that its first record has in the topic. */
  readonly base: number;
  /** Of each partition the number of its last record that is there; of none where none is. */
  readonly written: ReadonlyMap<number, number>;
}

/**
 * Finds out how much of some records a topic has already: all up to the last record of each partition, if
 * that is one of them; none, if all of them are later than what is there.
 *
 * @throws MillraceError KAFKA_TOPIC_DIFFERS where the topic's last records are neither.
 */
export const findPlace = async (
  topic: string,
  tails: ReadonlyMap<number, Tail | { readonly end: number }>,
  records: AsyncIterable<TopicRecord>,
): Promise<Place> => {
  const known = new Map([...tails].flatMap(([at, tail]) => ('value' in tail ? [[at, tail] as const] : [])));
  if (known.size === 0) return { base: 0, written: new Map() };
  const { ours, first } = await compare(known, records);
  // A partition that the newest ingest has not reached ends with one before it.
  const starts = [...ours].map((partition) => known.get(partition)?.start ?? 0);
  const last = Math.max(...[...known.values()].map(({ sequence }) => sequence));
  const base = starts.length === 0 ? last + 1 : Math.max(...starts);
  const written = new Map<number, number>();
  for (const [partition, { start, sequence, timestamp }] of known) {
    if (ours.has(partition) && start === base) written.set(partition, sequence - base);
    else if (timestamp > first) {
      const what = `at ${isoText(timestamp)} is none of what is written now, and not before it`;
      throw new MillraceError('KAFKA_TOPIC_DIFFERS', { topic, partition, what });
    }
  }
  return { base, written };
};

/** The partitions whose last record is the one of ours that its number says, and when ours begin. */
const compare = async (
  known: ReadonlyMap<number, Tail>,
  records: AsyncIterable<TopicRecord>,
): Promise<{ readonly ours: ReadonlySet<number>; readonly first: number }> => {
  const ours = new Set<number>();
  let first = Number.POSITIVE_INFINITY;
  for await (const { partition, timestamp, value, number } of records) {
    first = Math.min(first, timestamp);
    const tail = known.get(partition);
    if (
      tail &&
      tail.sequence - tail.start === number &&
      tail.timestamp === timestamp &&
      tail.value.equals(value)
    ) {
      ours.add(partition);
    }
  }
  return { ours, first };
};
