import { join } from 'node:path';
import type { Config } from '../../../../config/schema.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { usageError } from '../../../domain/usage-error.js';
import { seededRandom } from '../../../engine/turns/seeded-random.js';
import { LetterBox } from '../../../sources/kafka/bad/letter-box.js';
import { LetterFile } from '../../../sources/kafka/bad/letter-file.js';
import type { LetterPlace } from '../../../sources/kafka/bad/letter-place.js';
import { LetterTopic } from '../../../sources/kafka/bad/letter-topic.js';
import { followFeed } from '../../../sources/kafka/follow/follow-feed.js';
import { type FollowUri, isFollowUri, parseFollowUri } from '../../../sources/kafka/follow/follow-uri.js';
import { historyThenFollow } from '../../../sources/kafka/follow/history-then-follow.js';
import { runBeginning } from '../../../sources/kafka/follow/run-beginning.js';
import { topicSeries } from '../../../sources/kafka/follow/topic-series.js';
import type { KafkaWorld } from '../../../sources/kafka/kafka-world.js';
import type { LiveFeed, Place } from '../../../sources/live/live-feed.js';
import type { Wall } from '../../../time/wall.js';
import { wallClock } from '../../../time/wall-clock.js';
import { badLimit } from '../../bad-limit.js';
import { kafkaConnectionOf } from '../../kafka-connection-of.js';
import { kafkaWorldOf, passingCache } from '../../kafka-world-of.js';
import { optionInstant } from '../../option-instant.js';
import { tapeCache } from '../../tape-cache.js';
import { heardSource, onlySource } from './heard-source.js';
import type { FeedOptions, PlannedFeed } from './planned-feed.js';
import { recordedSources } from './recorded-sources.js';

/**
 * A topic as it is written. Where its URI does not say what is to come of it, that is what lies at its end
 * when the run begins, and the same whenever it is taken up again. What stands before is history, as far back
 * as warm-ups ask for it.
 */
export const planFollow = async (
  options: FeedOptions,
  { config, leadMs: warmupMs }: { config: Config; leadMs: number },
): Promise<PlannedFeed> => {
  const { seed, folder, maxBad } = options;
  const text = onlySource(options.source, 'a topic that is followed');
  const uri = followedUri(text, options);
  const leadMs = uri.historyMs ?? warmupMs;
  const connection = kafkaConnectionOf(config);
  if (connection.brokers.length === 0) throw new MillraceError('KAFKA_ADDRESS_MISSING', { uri: text });
  const { mappings, stallMs, deadLetters } = config.kafka;
  const mapping = mappings[uri.topic] ?? null;
  const sources = await recordedSources(folder);
  const recorded = sources?.find(
    (one) => isFollowUri(one.uri) && parseFollowUri(one.uri).topic === uri.topic,
  );
  const known = uri.series ?? (recorded?.uri === text ? recorded.series : null);
  const series = known ?? (await topicSeries(connection, { topic: uri.topic, mapping }));
  if (series.length === 0) {
    const reason = 'has nothing yet that says what comes: write it, such as &symbols=SPY&kinds=trade,quote';
    throw new MillraceError('SOURCE_INVALID', { uri: text, reason });
  }
  const now = Math.floor(wallClock.wall().now());
  const { from, begun } =
    recorded && options.from === undefined
      ? { from: recorded.coverage.from, begun: null }
      : await runBeginning(connection, { uri, leadMs, now });
  const coverage = { from, to: null };
  // Runs that lose one broker do not all come back to it at once.
  const random = seededRandom(seed, text);
  const letterPlace = (): LetterPlace =>
    deadLetters === 'topic'
      ? new LetterTopic({ connection, topic: `${uri.topic}.dlq`, stallMs })
      : new LetterFile(join(folder ?? '', `${uri.topic}.quarantine.jsonl`));
  const limit = maxBad === undefined ? null : badLimit(maxBad);
  const open = (wall: Wall, after: Place | null): LiveFeed => {
    const letters = new LetterBox({ topic: uri.topic, place: letterPlace(), limit });
    return followFeed({ uri, series, connection, mapping, stallMs, wall, random, after, letters });
  };
  return {
    sources: [heardSource({ uri: text, series, coverage, graceMs: uri.graceMs })],
    coverage,
    open: (wall, after) => {
      if (from === null || leadMs === 0 || !mayLackHistory(after, from)) return open(wall, after);
      const world = historyWorld(config, options);
      const history = { uri, series, world, leadMs, from, begun };
      return historyThenFollow(history, { after, open: (place) => open(wall, place) });
    },
  };
};

/** `--from` says the same as `from=` of the URI. */
const followedUri = (text: string, { from, to }: FeedOptions): FollowUri => {
  if (to !== undefined) throw usageError('--to is of recorded sources: a topic is followed for ever');
  const uri = parseFollowUri(text);
  if (from === undefined) return uri;
  const at = optionInstant(`--from ${from}`, from, 'UTC');
  const isSaidTwice = /[?&]from=/.test(text);
  if (!isSaidTwice || (typeof uri.from === 'object' && 'at' in uri.from && uri.from.at === at)) {
    return { ...uri, from: { at } };
  }
  throw usageError(`--from ${from} and from= of ${text} both say where to begin: say one of them`);
};

/** Whether an earlier life of the run may have ended before it had heard its history. */
const mayLackHistory = (after: Place | null, from: number): boolean =>
  after === null || (after.partitions.size > 0 && after.at < from);

const historyWorld = (config: Config, { cache, maxBad, folder }: FeedOptions): KafkaWorld => {
  const tapes = tapeCache();
  const reading = { cache: cache === true ? tapes : passingCache(tapes), maxBad: maxBad ?? '100%' };
  const world = kafkaWorldOf(config, reading);
  return { ...world, deadLetters: { ...world.deadLetters, folder: folder ?? '' } };
};
