import { openCsv } from './open-csv.js';
import type { Source, SourceWorld } from './source.js';
import { parseSourceUri } from './source-uri.js';

/**
 * Opens a source by its URI and learns what it has; its events are read when `rows()` is iterated.
 *
 * What is wrong with the URI throws SOURCE_INVALID, what is wrong with the file a data error with its place.
 * What reads topics and tapes is loaded where there is one: a run over a csv file starts sooner.
 */
export const openSource = async (uri: string, world: SourceWorld): Promise<Source> => {
  const parsed = parseSourceUri(uri);
  if (parsed.scheme === 'kafka') {
    const { openKafka } = await import('./kafka/open-kafka.js');
    return openKafka(parsed, world);
  }
  if (parsed.scheme === 'tape') {
    const { openTapeSource } = await import('./open-tape-source.js');
    return openTapeSource(parsed, world);
  }
  return openCsv(parsed, world);
};
