import type { Outcome } from '../../domain/journal.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { openTapeSource, type TapedSource } from '../open-tape-source.js';
import { readRange } from '../read-range.js';
import type { SourceWorld } from '../source.js';
import type { SourceUri } from '../source-uri.js';
import type { LeftOut } from './bad/left-out.js';
import { readBound } from './replay/bound.js';
import { type Replayed, replayTape } from './replay/replay-tape.js';

/** A range of a topic as a tape, and what is not in it. */
export interface TopicSource extends TapedSource {
  readonly bad: LeftOut | null;
}

/** Opens a range of a topic: it is read to a tape first, which says what streams there are. */
export const openKafka = async (uri: SourceUri, { kafka, ...world }: SourceWorld): Promise<TopicSource> => {
  if (kafka === undefined || kafka.connection.brokers.length === 0) {
    throw new MillraceError('KAFKA_ADDRESS_MISSING', { uri: uri.text });
  }
  const fail = (reason: string): MillraceError =>
    new MillraceError('SOURCE_INVALID', { uri: uri.text, reason });
  const coverage = readRange(uri);
  const replayed = await replayTape({
    ...kafka,
    topic: uri.path,
    mapping: kafka.mappings[uri.path] ?? null,
    start: readBound(uri.from, fail),
    end: readBound(uri.to, fail),
    from: world.from ?? coverage.from ?? Number.NEGATIVE_INFINITY,
    to: world.to ?? coverage.to ?? Number.POSITIVE_INFINITY,
    origin: { sources: [], tz: uri.tz, coverage: { from: null, to: null }, adjusted: null, notices: [] },
  });
  const taped = openTapeSource({ ...uri, path: replayed.path, from: null, to: null }, world);
  const outcomes = outcomesOf(replayed, kafka.lateMs);
  return {
    ...taped,
    coverage,
    bad: replayed.bad,
    notices: noticesOf(uri.path, replayed),
    ...(outcomes.length > 0 ? { outcomes } : {}),
  };
};

const outcomesOf = ({ dropped, bad }: Replayed, lateMs: number): readonly Outcome[] => [
  ...(dropped > 0 ? [{ code: 'LATE_DROPPED', facts: { count: dropped, lateMs } } as const] : []),
  ...(bad ? [{ code: 'RECORDS_BAD', facts: { count: bad.count } } as const] : []),
];

const noticesOf = (topic: string, { notices, dropped, bad }: Replayed): readonly string[] => [
  ...notices,
  ...(dropped > 0 ? [`${dropped} events of ${topic} came later than kafka.lateMs and were dropped`] : []),
  ...(bad
    ? [`${bad.count} of ${bad.records} records were left out, in ${bad.where}; the first: ${bad.first}`]
    : []),
];
