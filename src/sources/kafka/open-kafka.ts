import { MillraceError } from '../../domain/millrace-error.js';
import { openTapeSource, type TapedSource } from '../open-tape-source.js';
import { readRange } from '../read-range.js';
import type { SourceWorld } from '../source.js';
import type { SourceUri } from '../source-uri.js';
import { readBound } from './replay/bound.js';
import { replayTape } from './replay/replay-tape.js';

/** Opens a range of a topic: it is read to a tape first, which says what streams there are. */
export const openKafka = async (uri: SourceUri, { kafka, ...world }: SourceWorld): Promise<TapedSource> => {
  if (kafka === undefined || kafka.connection.brokers.length === 0) {
    throw new MillraceError('KAFKA_ADDRESS_MISSING', { uri: uri.text });
  }
  const fail = (reason: string): MillraceError =>
    new MillraceError('SOURCE_INVALID', { uri: uri.text, reason });
  const coverage = readRange(uri);
  const { path, dropped, notices } = await replayTape({
    ...kafka,
    topic: uri.path,
    mapping: kafka.mappings[uri.path] ?? null,
    start: readBound(uri.from, fail),
    end: readBound(uri.to, fail),
    from: world.from ?? coverage.from ?? Number.NEGATIVE_INFINITY,
    to: world.to ?? coverage.to ?? Number.POSITIVE_INFINITY,
    origin: { sources: [], tz: uri.tz, coverage: { from: null, to: null }, adjusted: null, notices: [] },
  });
  const taped = openTapeSource({ ...uri, path, from: null, to: null }, world);
  const late = { code: 'LATE_DROPPED', facts: { count: dropped, lateMs: kafka.lateMs } } as const;
  return {
    ...taped,
    coverage,
    notices: [...notices, ...(dropped > 0 ? [droppedText(uri.path, dropped)] : [])],
    ...(dropped > 0 ? { outcomes: [late] } : {}),
  };
};

const droppedText = (topic: string, count: number): string =>
  `${count} events of ${topic} came later than kafka.lateMs and were dropped`;
