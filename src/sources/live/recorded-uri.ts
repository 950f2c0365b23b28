import { MillraceError } from '../../domain/millrace-error.js';
import { SOURCE_KEYS } from '../source-uri.js';
import { type Fail, uriQuery, withoutKey } from '../uri-query.js';
import type { Speed } from './recorded-feed.js';

/** A source that is lived through. */
export interface RecordedUri {
  /** Without its speed: a source like any other. */
  readonly uri: string;
  /** Null where it says none. */
  readonly speed: Speed | null;
}

/**
 * Reads the speed of a URI of recorded rows: `tape:PATH?speed=60`, `file:PATH?speed=step`.
 *
 * @param text A query that cannot be read, or another speed, throws SOURCE_INVALID with what is wrong.
 */
export const recordedUri = (text: string): RecordedUri => {
  const fail: Fail = (reason) => new MillraceError('SOURCE_INVALID', { uri: text, reason });
  const [place = '', ...rest] = text.split('?');
  const query = rest.join('?');
  const said = uriQuery(query, [...SOURCE_KEYS, 'speed'], fail).get('speed');
  if (said === undefined) return { uri: text, speed: null };
  const others = withoutKey(query, 'speed', fail);
  return { uri: others === '' ? place : `${place}?${others}`, speed: speedOf(said, fail) };
};

const speedOf = (said: string, fail: Fail): Speed => {
  if (said === 'step') return said;
  const speed = Number(said);
  if (said !== '' && Number.isFinite(speed) && speed > 0) return speed;
  throw fail(`speed is '${said}'; write seconds for one of the wall such as 60, or step`);
};
