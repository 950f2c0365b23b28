import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MillraceError } from '../../../domain/millrace-error.js';
import { openTape } from '../../../tape/tape-file.js';
import { TAPE_VERSION } from '../../../tape/tape-meta.js';
import { markUsed, removeCached } from '../../cache/cache-files.js';
import type { TapeCache } from '../../cache/tape-cache.js';
import { checkBad } from '../../ingest/bad-tally.js';
import type { LeftOut } from '../bad/left-out.js';
import { KafkaWire, type Wire } from '../wire/kafka-wire.js';
import { firstBatches } from './first-batches.js';
import { makeTopicTape } from './make-topic-tape.js';
import { isSame, type RecordedRange, readRecorded } from './recorded-range.js';
import type { ReplayPlan } from './replay-plan.js';
import { topicRange } from './topic-range.js';

/** Goes up whenever the same records would be read as other rows. */
const DECODER_VERSION = 2;

/** A tape of a range of a topic. */
export interface Replayed {
  readonly path: string;
  /** Events that were left out because they came too late. */
  readonly dropped: number;
  /** Records that were left out because they could not be read; null where all could. */
  readonly bad: LeftOut | null;
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
    if (kept && isSame(kept.range, now)) return { ...(await used(kept, plan)), notices: now.notices };
    const path = join(plan.cache.folder, `${key}-${hashOf(now).slice(0, 16)}.tape`);
    const range = await makeTopicTape(path, { ...plan, wire, now });
    if (kept && kept.path !== path) await removeCached(kept.path);
    return { path, ...range, notices: now.notices };
  } catch (cause) {
    const isGone = cause instanceof MillraceError && cause.code === 'KAFKA_UNREACHABLE';
    if (!isGone || !canDoWithout) throw cause;
    const notice = `no broker answers: ${plan.topic} is replayed as it was read before`;
    return { ...(await used(kept, plan)), notices: [notice] };
  } finally {
    await wire.close();
  }
};

interface Kept {
  readonly path: string;
  readonly range: RecordedRange;
}

const rangeNow = async (wire: Wire, plan: ReplayPlan) => {
  const range = await topicRange(wire, plan);
  return { ...range, firsts: await wire.patiently(() => firstBatches(wire, range.partitions)) };
};

/** What was let pass when a tape was made may be too much now. */
const used = async (
  { path, range: { dropped, bad } }: Kept,
  { deadLetters }: ReplayPlan,
): Promise<Omit<Replayed, 'notices'>> => {
  if (bad) checkBad(bad, { rows: bad.records, limit: deadLetters.limit });
  await markUsed(path);
  return { path, dropped, bad };
};

/** All that decides what rows a range is, but what stands in the topic. */
const keyOf = (plan: ReplayPlan): string => {
  const { topic, start, end, from, to, lateMs, late, mapping, connection, deadLetters } = plan;
  const where = { brokers: connection.brokers, deadLetters: deadLetters.to };
  const about = { topic, start, end, from, to, lateMs, late, mapping, ...where };
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
