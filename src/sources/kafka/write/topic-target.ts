import { usageError } from '../../../domain/usage-error.js';
import { type Fail, oneOfWords, uriQuery } from '../../uri-query.js';
import { CONTENT_TYPES, type CodecName } from '../codec/header-names.js';

/** How the records of a topic are packed on their way and in the topic. */
export type Compression = 'none' | 'gzip' | 'zstd';

/** What a `kafka:` URI says of a topic that is written. */
export interface TopicTarget {
  readonly topic: string;
  /** Null is what the topic has; a new one has 1. */
  readonly partitions: number | null;
  readonly codec: CodecName;
  readonly compression: Compression;
  /** Rows of a record, where one holds many. */
  readonly rows: number;
}

/** A topic's own limit of 1 MiB a record is far off, and more gain nothing. */
const ROWS_MAX = 8_192;
const ROWS = 1_000;
const PARTITIONS_MAX = 1_024;
const COMPRESSIONS: readonly Compression[] = ['none', 'gzip', 'zstd'];
const CODECS = Object.keys(CONTENT_TYPES) as CodecName[]; // a table's own keys
const KEYS = ['partitions', 'codec', 'compression', 'rows'] as const;
type Key = (typeof KEYS)[number];

/**
 * Reads `kafka:TOPIC?partitions=4&codec=json|arrow&compression=none|gzip|zstd&rows=1000`.
 *
 * @throws MillraceError USAGE_INVALID with what is wrong.
 */
export const readTopicTarget = (text: string): TopicTarget => {
  const fail: Fail = (reason) => usageError(`--to ${text}: ${reason}`);
  const [place = '', ...rest] = text.split('?');
  const topic = place.slice(place.indexOf(':') + 1);
  if (!/^[\w.-]{1,249}$/.test(topic)) throw fail(`'${topic}' is no name of a topic`);
  const said = uriQuery(rest.join('?'), KEYS, fail);
  const whole = (key: Key, max: number): number | null => {
    const value = said.get(key);
    if (value === undefined) return null;
    const count = /^\d{1,6}$/.test(value) ? Number(value) : 0;
    if (count < 1 || count > max) throw fail(`${key} is '${value}'; write a whole number from 1 to ${max}`);
    return count;
  };
  const oneOf = <T extends string>(key: Key, known: readonly T[]): T | null =>
    oneOfWords([key, said.get(key)], known, fail);
  const codec = oneOf('codec', CODECS) ?? 'json';
  const rows = whole('rows', ROWS_MAX);
  if (rows !== null && codec === 'json')
    throw fail('rows means nothing to json, which has one event a record');
  return {
    topic,
    partitions: whole('partitions', PARTITIONS_MAX),
    codec,
    compression: oneOf('compression', COMPRESSIONS) ?? 'none',
    rows: rows ?? ROWS,
  };
};
