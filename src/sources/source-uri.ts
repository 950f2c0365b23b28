import { parseEvery } from '../domain/every.js';
import { MillraceError } from '../domain/millrace-error.js';
import { isTimeZone } from '../time/zone.js';
import { isFollowUri } from './kafka/follow/follow-uri.js';
import { type Fail, oneOfWords, percentDecoded, uriQuery } from './uri-query.js';

/** What a `file:`, `tape:` or `kafka:` URI says; null where it says nothing. */
export interface SourceUri {
  readonly text: string;
  readonly scheme: 'file' | 'tape' | 'kafka';
  /** Of a topic its name. */
  readonly path: string;
  readonly symbol: string | null;
  readonly every: string | null;
  readonly tz: string;
  readonly stamp: 'start' | 'end';
  /** As written; read in `tz`. Of a topic it may be `offset:N`. */
  readonly from: string | null;
  readonly to: string | null;
  /** The name of the events that its rows are. */
  readonly events: string | null;
  /**
   * What to do about splits and dividends; `events`: prices stay raw, and they are told on their days. Bars
   * and averages of raw prices jump there, see `forwardAdjusted`.
   */
  readonly adjust: 'none' | 'split' | 'total' | 'events' | null;
  /** Where its factors are, instead of beside it. */
  readonly factors: string | null;
}

/** What the query of a source may say. */
export const SOURCE_KEYS = [
  'symbol',
  'every',
  'tz',
  'stamp',
  'from',
  'to',
  'events',
  'adjust',
  'factors',
] as const;
type Key = (typeof SOURCE_KEYS)[number];

/** All else was said when a tape was made, and stands in it. */
const TAPE_KEYS: readonly Key[] = ['symbol', 'from', 'to'];

/** All else stands in the records of a topic. */
const KAFKA_KEYS: readonly Key[] = ['symbol', 'from', 'to', 'tz'];

const SUPPORTED = 'supported are file:PATH of csv, csv.gz and parquet, tape:PATH and kafka:TOPIC';

/**
 * Reads `file:PATH?key=value&…`, `tape:PATH?…` or `kafka:TOPIC?…`, percent-decoded; a plus sign stands for
 * itself.
 *
 * @param text Anything else throws SOURCE_INVALID with what is wrong.
 */
export const parseSourceUri = (text: string): SourceUri => {
  const fail: Fail = (reason) => new MillraceError('SOURCE_INVALID', { uri: text, reason });
  const mark = text.indexOf('?');
  const { scheme, path } = placeOf(mark < 0 ? text : text.slice(0, mark), fail);
  if (isFollowUri(text)) throw fail('what is followed has no end: millrace paper and live follow a topic');
  const values = uriQuery(mark < 0 ? '' : text.slice(mark + 1), SOURCE_KEYS, fail);
  for (const [key, value] of values) if (value === '') throw fail(`${key} has no value`);
  refuseForeign(scheme, [...values.keys()], fail);
  const every = values.get('every') ?? null;
  if (every !== null && parseEvery(every) === undefined) {
    throw fail(`every is '${every}', which is no length such as 1s 5m 1h 1d 1w 1mo`);
  }
  const tz = values.get('tz') ?? 'UTC';
  if (!isTimeZone(tz)) throw fail(`tz is '${tz}', which is no time zone such as America/New_York`);
  return {
    text,
    scheme,
    path: percentDecoded(path, fail),
    symbol: values.get('symbol') ?? null,
    every,
    tz,
    stamp: oneOfWords(['stamp', values.get('stamp')], ['start', 'end'], fail) ?? 'start',
    from: values.get('from') ?? null,
    to: values.get('to') ?? null,
    events: values.get('events') ?? null,
    adjust: oneOfWords(['adjust', values.get('adjust')], ['none', 'split', 'total', 'events'], fail),
    factors: values.get('factors') ?? null,
  };
};

const refuseForeign = (scheme: SourceUri['scheme'], keys: readonly Key[], fail: Fail): void => {
  const known = { file: SOURCE_KEYS, tape: TAPE_KEYS, kafka: KAFKA_KEYS }[scheme];
  const foreign = keys.find((key) => !known.includes(key));
  if (foreign === undefined) return;
  const what = scheme === 'tape' ? 'was decided when the tape was made' : 'is said by the records of a topic';
  throw fail(`${foreign} ${what}; ${known.join(', ')} narrow it`);
};

const placeOf = (text: string, fail: Fail): Pick<SourceUri, 'scheme' | 'path'> => {
  const scheme = /^([a-z]+):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) throw fail(`has no scheme; write file:${text}`);
  if (scheme === 'lines') throw fail('lines are heard as they come: millrace paper does');
  if (scheme !== 'file' && scheme !== 'tape' && scheme !== 'kafka')
    throw fail(`${scheme}: is not supported yet; ${SUPPORTED}`);
  const path = text.slice(scheme.length + 1);
  if (path === '') throw fail(scheme === 'kafka' ? 'names no topic' : 'names no file');
  if (scheme === 'kafka' && !/^[\w.-]{1,249}$/.test(path)) throw fail(`'${path}' is no name of a topic`);
  if (scheme === 'file' && /\.(arrow|feather|jsonl?|xlsx?|zip|zst|bz2)$/i.test(path)) {
    throw fail(`${path.slice(path.lastIndexOf('.') + 1)} files are not supported yet; ${SUPPORTED}`);
  }
  return { scheme, path };
};
