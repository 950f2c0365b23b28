import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MillraceError } from '../../../domain/millrace-error.js';
import { publishTape } from '../../../tape/publish-tape.js';
import { openTape } from '../../../tape/tape-file.js';
import { TAPE_VERSION, type TapeOrigin } from '../../../tape/tape-meta.js';
import { keepBounded, markUsed, removeCached } from '../../cache/cache-files.js';
import type { TapeCache } from '../../cache/tape-cache.js';
import type { TopicMapping } from '../mapping/topic-mapping.js';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import { KafkaWire, type Wire } from '../wire/kafka-wire.js';
import { firstBatches } from './first-batches.js';
import { readTopic } from './read-topic.js';
import { isSame, type RecordedRange, readRecorded, writeRange } from './recorded-range.js';
import type { BadRecord } from './row-reader.js';
import { TapeMaker } from './tape-maker.js';
import { topicRange, type WantedRange } from './topic-range.js';

/** Goes up whenever the same records would be read as other rows. */
const DECODER_VERSION = 1;

/** What of a topic becomes a tape, and how. */
export interface ReplayPlan extends WantedRange {
  /** Epoch milliseconds; +Infinity where nothing is said. */
  readonly to: number;
  readonly late: 'fail' | 'drop';
  readonly stallMs: number;
  readonly connection: KafkaConnection;
  readonly cache: TapeCache;
  readonly origin: TapeOrigin;
  readonly mapping: TopicMapping | null;
}

/** A tape of a range of a topic. */
export interface Replayed {
  readonly path: string;
  /** Events that were left out because they came too late. */
  readonly dropped: number;
  /** Lines for people. */
  readonly notices: readonly string[];
}

/**
 * The tape of a range: the one that was made when the same was read before, or a new one.
 *
 * Where no broker answers, a range whose end is said is taken from the tape that there is.
 */
export const replayTape = async (plan: ReplayPlan): Promise<Replayed> => {
  const key = keyOf(plan);
  const kept = await keptTape(key, plan.cache);
  const isEndSaid = plan.end !== null || plan.to < Number.POSITIVE_INFINITY;
  const canDoWithout = kept !== undefined && isEndSaid;
  // Who has a tape need not wait for a cluster that is gone.
  const connection = canDoWithout ? { ...plan.connection, retryForMs: 0 } : plan.connection;
  const wire = new KafkaWire(connection, plan.topic);
  try {
    const now = await rangeNow(wire, plan);
    if (kept && isSame(kept.range, now)) return { ...(await used(kept)), notices: now.notices };
    const path = join(plan.cache.folder, `${key}-${hashOf(now).slice(0, 16)}.tape`);
    const made = await madeTape(path, { ...plan, wire, now });
    if (kept && kept.path !== path) await removeCached(kept.path);
    return { ...made, notices: now.notices };
  } catch (cause) {
    const isGone = cause instanceof MillraceError && cause.code === 'KAFKA_UNREACHABLE';
    if (!isGone || !canDoWithout) throw cause;
    const notice = `no broker answers: ${plan.topic} is replayed as it was read before`;
    return { ...(await used(kept)), notices: [notice] };
  } finally {
    await wire.close();
  }
};

interface Kept {
  readonly path: string;
  readonly range: RecordedRange;
}

type RangeNow = Awaited<ReturnType<typeof rangeNow>>;

const rangeNow = async (wire: Wire, plan: ReplayPlan) => {
  const range = await topicRange(wire, plan);
  return { ...range, firsts: await wire.patiently(() => firstBatches(wire, range.partitions)) };
};

const used = async ({ path, range }: Kept): Promise<Omit<Replayed, 'notices'>> => {
  await markUsed(path);
  return { path, dropped: range.dropped };
};

/** All that decides what rows a range is, but what stands in the topic. */
const keyOf = (plan: ReplayPlan): string => {
  const { topic, start, end, from, to, lateMs, late, mapping, connection } = plan;
  const about = { topic, start, end, from, to, lateMs, late, mapping, brokers: connection.brokers };
  const readers = { tape: TAPE_VERSION, decoder: DECODER_VERSION };
  // Infinities, which JSON does not know, are null in both ends alike.
  return hashOf({ kafka: about, origin: plan.origin, readers });
};

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const keptTape = async (key: string, cache: TapeCache): Promise<Kept | undefined> => {
  const names = await readdir(cache.folder).catch((): string[] => []);
  for (const name of names.filter((one) => one.startsWith(`${key}-`) && one.endsWith('.tape'))) {
    const path = join(cache.folder, name);
    const range = await readRecorded(path);
    try {
      openTape(path);
      if (range) return { path, range };
    } catch {
      cache.onNotice('a tape in the cache is made anew: it is damaged');
    }
    await removeCached(path);
  }
  return undefined;
};

const madeTape = async (
  path: string,
  { now, ...plan }: ReplayPlan & { readonly wire: Wire; readonly now: RangeNow },
): Promise<Omit<Replayed, 'notices'>> => {
  const { cache, connection } = plan;
  const read = await publishTape(path, async (folder) => {
    const maker = new TapeMaker(folder);
    try {
      const about = {
        ...plan,
        brokers: connection.brokers,
        retryForMs: plan.connection.retryForMs,
        partitions: now.partitions,
        onRows: cache.onRows,
        onBad: refuse(plan.topic),
      };
      const said = await readTopic(about, maker);
      return { file: (await maker.finish(plan.origin)).file, said };
    } finally {
      await maker.close();
    }
  });
  const partitions = read.partitions.map((one, index) => ({ ...one, first: now.firsts[index] ?? null }));
  await writeRange(path, { partitions, dropped: read.dropped });
  await markUsed(path);
  await keepBounded(cache, path);
  return { path, dropped: read.dropped };
};

/** A backtest is strict: what cannot be read is said, never left out. */
const refuse =
  (topic: string) =>
  ({ partition, offset, reason }: BadRecord): never => {
    throw new MillraceError('KAFKA_RECORD_BAD', { topic, partition, offset, reason });
  };
