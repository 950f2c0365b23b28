import type { Coverage } from '../domain/journal.js';
import { readRange } from './read-range.js';
import { parseSourceUri } from './source-uri.js';

/** What a source says of time before it is read. */
export interface StatedRange {
  /** The zone of naive times about it. */
  readonly tz: string;
  /** What its URI says. */
  readonly coverage: Coverage;
  /** What was said when its tape was made; a URI may narrow it. */
  readonly recorded: Coverage;
}

/** Reads of a URI, and of the tape that it names, what range it is of. */
export const statedRange = async (text: string): Promise<StatedRange> => {
  const uri = parseSourceUri(text);
  if (uri.scheme !== 'tape') {
    return { tz: uri.tz, coverage: readRange(uri), recorded: { from: null, to: null } };
  }
  const { openTape } = await import('../tape/tape-file.js');
  const { tz, coverage } = openTape(uri.path).meta;
  return { tz, coverage: readRange({ ...uri, tz }), recorded: coverage };
};
