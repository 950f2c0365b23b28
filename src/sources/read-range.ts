import type { Coverage } from '../domain/journal.js';
import { MillraceError } from '../domain/millrace-error.js';
import { isOffsets } from './kafka/replay/bound.js';
import { readInstant } from './read-instant.js';
import type { SourceUri } from './source-uri.js';

/** The half-open range that a URI states, in epoch milliseconds; what names no zone is read in its `tz`. */
export const readRange = (uri: SourceUri): Coverage => {
  const from = instantOf('from', uri);
  const to = instantOf('to', uri);
  if (from !== null && to !== null && from >= to) {
    const reason = `from ${uri.from ?? ''} does not lie before to ${uri.to ?? ''}`;
    throw new MillraceError('SOURCE_INVALID', { uri: uri.text, reason });
  }
  return { from, to };
};

const instantOf = (key: 'from' | 'to', uri: SourceUri): number | null => {
  const text = uri[key];
  if (text === null || isOffsets(text)) return null;
  const instant = readInstant(text, uri.tz);
  if (instant !== null) return instant;
  const reason = `${key} is '${text}', which is no date or time such as 2014-05-05 or 2014-05-05T09:30:00Z`;
  throw new MillraceError('SOURCE_INVALID', { uri: uri.text, reason });
};
