import type { Config } from '../../../config/schema.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { seededRandom } from '../../engine/turns/seeded-random.js';
import { followFeed } from '../../sources/kafka/follow/follow-feed.js';
import { parseFollowUri } from '../../sources/kafka/follow/follow-uri.js';
import { kafkaConnectionOf } from '../kafka-connection-of.js';
import type { PlannedFeed } from './planned-feed.js';

/** What the command line says of a run that follows a topic. */
interface FollowOptions {
  readonly source: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly seed: number;
}

/** A topic as it is written: nothing is asked of it before the run begins to hear. */
export const planFollow = (
  { source, from, to, seed }: FollowOptions,
  { config }: { config: Config },
): PlannedFeed => {
  const [text = '', ...others] = source;
  if (others.length > 0) {
    throw usage('a topic that is followed stands alone: there is no order between it and other sources');
  }
  if (from !== undefined || to !== undefined) {
    throw usage(
      '--from and --to are of recorded sources: write kafka:TOPIC?follow&from=… for where to begin',
    );
  }
  const uri = parseFollowUri(text);
  const connection = kafkaConnectionOf(config);
  if (connection.brokers.length === 0) throw new MillraceError('KAFKA_ADDRESS_MISSING', { uri: text });
  const { mappings, stallMs } = config.kafka;
  const mapping = mappings[uri.topic] ?? null;
  const { series } = uri;
  if (series === null) {
    const reason = 'says no kinds: write what is to come of it, such as &symbols=SPY&kinds=trade,quote';
    throw new MillraceError('SOURCE_INVALID', { uri: text, reason });
  }
  const coverage = { from: null, to: null };
  // Runs that lose one broker do not all come back to it at once.
  const random = seededRandom(seed, text);
  const rows = (): never => {
    throw new TypeError(`${text} is heard, not read`);
  };
  return {
    sources: [{ uri: text, series, tz: 'UTC', coverage, adjusted: null, notices: [], rows }],
    coverage,
    open: (wall, after) => followFeed({ uri, series, connection, mapping, stallMs, wall, random, after }),
  };
};

const usage = (message: string): MillraceError => new MillraceError('USAGE_INVALID', { message });
