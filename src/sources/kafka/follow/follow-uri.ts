import { everyMs, parseEvery } from '../../../domain/every.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { declaredSeries } from '../../live/declared-series.js';
import { graceOf } from '../../live/grace-of.js';
import { isStepped } from '../../live/is-stepped.js';
import { readInstant } from '../../read-instant.js';
import type { Series } from '../../source.js';
import { type Fail, milliseconds, uriQuery } from '../../uri-query.js';
import { type Bound, readBound } from '../replay/bound.js';

/** What a `kafka:TOPIC?follow` URI says. */
export interface FollowUri {
  readonly text: string;
  readonly topic: string;
  /** From where on a new run follows it: offsets, epoch milliseconds, or one of its ends. */
  readonly from: { readonly offsets: Bound } | { readonly at: number } | 'begin' | 'end';
  /** What is wanted of it; null where nothing is said: whatever lies in it. */
  readonly series: readonly Series[] | null;
  /** How long rows are held back so that later ones can come before them; null is order of arrival. */
  readonly holdMs: number | null;
  /** How long a partition that is at its end holds the others up. */
  readonly idleMs: number;
  /** Whether each row's own time is the engine's, instead of the wall's. */
  readonly isStepped: boolean;
  /** How long bars wait after their end for what is on its way. */
  readonly graceMs: number;
  /** How far before it a new run reads history; null is as far as the warm-up of its pipelines may reach. */
  readonly historyMs: number | null;
}

const KEYS = [
  'follow',
  'from',
  'history',
  'symbols',
  'kinds',
  'holdMs',
  'idleMs',
  'speed',
  'graceMs',
] as const;

const IDLE_MS = 1_000;
const EXAMPLE = 'kafka:ticks?follow&symbols=SPY,AAPL&kinds=trade,quote';

/** Whether a source is a topic that is followed. */
export const isFollowUri = (text: string): boolean => /^kafka:[^?]*\?(?:[^&]*&)*follow(?:[=&]|$)/i.test(text);

/**
 * Reads `kafka:TOPIC?follow&from=end&symbols=A,B&kinds=trade&holdMs=500&idleMs=1000&speed=step`,
 * percent-decoded.
 *
 * @param text Anything else throws SOURCE_INVALID with what is wrong.
 */
export const parseFollowUri = (text: string): FollowUri => {
  const fail: Fail = (reason) => new MillraceError('SOURCE_INVALID', { uri: text, reason });
  const mark = text.indexOf('?');
  const topic = text.slice('kafka:'.length, mark);
  if (!/^[\w.-]{1,249}$/.test(topic)) throw fail(`'${topic}' is no name of a topic`);
  const said = uriQuery(text.slice(mark + 1), KEYS, fail);
  if (said.get('follow') !== '') throw fail('follow says nothing more: write follow alone');
  const stepped = isStepped(said.get('speed'), fail);
  const [symbols, kinds] = [said.get('symbols'), said.get('kinds')];
  const isDeclared = symbols !== undefined || kinds !== undefined;
  const holdMs = milliseconds('holdMs', said.get('holdMs'), fail);
  if (holdMs === null && !stepped && said.has('idleMs')) {
    throw fail('idleMs says how long a holdMs waits; say that too');
  }
  return {
    text,
    topic,
    from: fromOf(said.get('from') ?? 'end', fail),
    series: isDeclared
      ? declaredSeries({ symbols: symbols ?? '', kinds: kinds ?? '', example: EXAMPLE }, fail)
      : null,
    // Time that rows tell goes on only where they come in its order.
    holdMs: holdMs ?? (stepped ? 0 : null),
    idleMs: milliseconds('idleMs', said.get('idleMs'), fail) ?? IDLE_MS,
    isStepped: stepped,
    graceMs: graceOf(said.get('graceMs'), stepped, fail),
    historyMs: historyOf(said.get('history'), fail),
  };
};

const historyOf = (text: string | undefined, fail: Fail): number | null => {
  if (text === undefined) return null;
  if (text === 'none') return 0;
  if (parseEvery(text)) return everyMs(text);
  throw fail(`history is '${text}', neither none nor a length such as 6h or 30d`);
};

const fromOf = (text: string, fail: Fail): FollowUri['from'] => {
  if (text === 'begin' || text === 'end') return text;
  const offsets = readBound(text, fail);
  if (offsets !== null) return { offsets };
  const at = readInstant(text, 'UTC');
  if (at !== null) return { at };
  throw fail(`from is '${text}', neither begin, end, offset:120 nor a time such as 2014-05-05T13:30:00Z`);
};
