import { MillraceError } from '../src/domain/millrace-error.js';
import { parseText } from './parse-text.js';
import type { SameKey, Schema } from './schema-walk.js';
import type { Setting } from './setting.js';

/** A value as text for the setting at a path, as `--set path=text` and `--param path=text` say it. */
export interface PathText {
  readonly path: string;
  readonly text: string;
}

/**
 * The settings of `--set`.
 *
 * @throws MillraceError CONFIG_INVALID for a path nobody knows and a text of the wrong type.
 */
export const readSets = (schema: Schema, sets: readonly PathText[]): readonly Setting[] =>
  sets.map(({ path, text }) => {
    // What was written there by mistake is a secret, and messages are kept.
    const place = /password$/i.test(path) ? `--set ${path}` : `--set ${path}=${text}`;
    const parsed = parseText(schema, { path, text });
    if ('failed' in parsed) throw invalid(place, `${parsed.failed} ${parsed.reason}`);
    return { ...parsed, source: { key: place, value: place, given: true } };
  });

/** `SPREAD_BPS` and `SPREADBPS` both name `spreadBps`. */
const asEnvironment: SameKey = (segment, key) =>
  segment === key || segment.replaceAll('_', '').toUpperCase() === key.toUpperCase();

/**
 * The settings of an environment: `MILLRACE_BROKER__CASH` is `broker.cash`, `MILLRACE_RULES` is `rules`.
 * A name without a double underscore that is no setting belongs to somebody else and is passed over.
 *
 * @throws MillraceError CONFIG_INVALID as `readSets` does.
 */
export const readEnvironment = (
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): readonly Setting[] =>
  Object.entries(environment).flatMap(([name, text]) => {
    if (!name.startsWith(PREFIX) || text === undefined) return [];
    const path = name.slice(PREFIX.length).split('__');
    const parsed = parseText(schema, { path, text }, asEnvironment);
    if (!('failed' in parsed)) return [{ ...parsed, source: { key: name, value: name, given: true } }];
    if (path.length === 1) return [];
    throw invalid(name, `${parsed.failed} ${parsed.reason}`);
  });

const PREFIX = 'MILLRACE_';

const invalid = (place: string, reason: string): MillraceError =>
  new MillraceError('CONFIG_INVALID', { place, reason });
