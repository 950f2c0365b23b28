import { join } from 'node:path';
import type { Config } from '../../../config/schema.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { usageError } from '../../domain/usage-error.js';
import { seededRandom } from '../../engine/turns/seeded-random.js';
import { countSegments } from '../../recording/run-folder.js';
import { readManifest } from '../../recording/segment-manifest.js';
import { LetterBox } from '../../sources/kafka/bad/letter-box.js';
import { LetterFile } from '../../sources/kafka/bad/letter-file.js';
import type { LetterPlace } from '../../sources/kafka/bad/letter-place.js';
import { LetterTopic } from '../../sources/kafka/bad/letter-topic.js';
import { followFeed } from '../../sources/kafka/follow/follow-feed.js';
import { parseFollowUri } from '../../sources/kafka/follow/follow-uri.js';
import { topicSeries } from '../../sources/kafka/follow/topic-series.js';
import type { Series } from '../../sources/source.js';
import { badLimit } from '../bad-limit.js';
import { kafkaConnectionOf } from '../kafka-connection-of.js';
import { heardSource, onlySource } from './heard-source.js';
import type { PlannedFeed } from './planned-feed.js';
import type { RunContent } from './run-content.js';

/** What the command line says of a run that follows a topic. */
interface FollowOptions {
  readonly source: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly seed: number;
  /** Where the recording lies, or will; undefined where nothing is recorded. */
  readonly folder?: string;
  /** How many records may be left out; undefined leaves that open. */
  readonly maxBad?: string;
}

/**
 * A topic as it is written. Where its URI does not say what is to come of it, that is what lies at its end
 * when the run begins, and the same whenever it is taken up again.
 */
export const planFollow = async (
  { source, from, to, seed, folder, maxBad }: FollowOptions,
  { config }: { config: Config },
): Promise<PlannedFeed> => {
  const text = onlySource(source, 'a topic that is followed');
  if (from !== undefined || to !== undefined) {
    throw usageError(
      '--from and --to are of recorded sources: kafka:TOPIC?follow&from=… says where to begin, and what is ' +
        'heard from there on is known when it comes, so that none of it is history',
    );
  }
  const uri = parseFollowUri(text);
  const connection = kafkaConnectionOf(config);
  if (connection.brokers.length === 0) throw new MillraceError('KAFKA_ADDRESS_MISSING', { uri: text });
  const { mappings, stallMs, deadLetters } = config.kafka;
  const limit = maxBad === undefined ? null : badLimit(maxBad);
  const mapping = mappings[uri.topic] ?? null;
  const about = { topic: uri.topic, mapping };
  const known = uri.series ?? (await recordedSeries(folder, text));
  const series = known ?? (await topicSeries(connection, about));
  if (series.length === 0) {
    const reason = 'has nothing yet that says what comes: write it, such as &symbols=SPY&kinds=trade,quote';
    throw new MillraceError('SOURCE_INVALID', { uri: text, reason });
  }
  const coverage = { from: null, to: null };
  // Runs that lose one broker do not all come back to it at once.
  const random = seededRandom(seed, text);
  const letterPlace = (): LetterPlace =>
    deadLetters === 'topic'
      ? new LetterTopic({ connection, topic: `${uri.topic}.dlq`, stallMs })
      : new LetterFile(join(folder ?? '', `${uri.topic}.quarantine.jsonl`));
  return {
    sources: [heardSource({ uri: text, series, coverage })],
    coverage,
    open: (wall, after) => {
      const letters = new LetterBox({ topic: uri.topic, place: letterPlace(), limit });
      return followFeed({ uri, series, connection, mapping, stallMs, wall, random, after, letters });
    },
  };
};

/** What a run that is taken up again expects of the topic; null where it is new. */
const recordedSeries = async (folder: string | undefined, uri: string): Promise<readonly Series[] | null> => {
  const segment = folder === undefined ? 0 : await countSegments(folder);
  if (folder === undefined || segment === 0) return null;
  // What a segment says of itself is what this program wrote there.
  const { sources } = (await readManifest(folder, segment)).manifest.content as RunContent;
  return sources.find((source) => source.uri === uri)?.series ?? null;
};
