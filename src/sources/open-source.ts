import { openKafka } from './kafka/open-kafka.js';
import { openCsv } from './open-csv.js';
import { openTapeSource } from './open-tape-source.js';
import type { Source, SourceWorld } from './source.js';
import { parseSourceUri } from './source-uri.js';

/**
 * Opens a source by its URI and learns what it has; its events are read when `rows()` is iterated.
 *
 * What is wrong with the URI throws SOURCE_INVALID, what is wrong with the file a data error with its place.
 */
export const openSource = async (uri: string, world: SourceWorld): Promise<Source> => {
  const parsed = parseSourceUri(uri);
  if (parsed.scheme === 'kafka') return openKafka(parsed, world);
  return parsed.scheme === 'tape' ? openTapeSource(parsed, world) : openCsv(parsed, world);
};
