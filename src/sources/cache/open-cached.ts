import { stat } from 'node:fs/promises';
import { MillraceError } from '../../domain/millrace-error.js';
import { openSource } from '../open-source.js';
import { readRange } from '../read-range.js';
import type { Source, SourceWorld } from '../source.js';
import { parseSourceUri, type SourceUri } from '../source-uri.js';
import { removeCached } from './cache-files.js';
import type { TapeCache } from './tape-cache.js';

/**
 * Opens a source; a large file by the tape that was made of the same bytes before, or is made now.
 *
 * Only what the strict reader takes as a whole becomes a tape. In all other cases the file is read as it is
 * without a cache, and what is wrong with it is said there.
 */
export const openCached = async (text: string, world: SourceWorld, cache: TapeCache): Promise<Source> => {
  const uri = parseSourceUri(text);
  if (!(await isWorthIt(uri, cache))) return openSource(text, world);
  const { cachedTape } = await import('./cached-tape.js');
  const path = await cachedTape(uri, world, cache);
  return path === undefined ? openSource(text, world) : sourceOf(uri, world, { path, cache });
};

const isWorthIt = async (uri: SourceUri, cache: TapeCache): Promise<boolean> => {
  if (uri.scheme !== 'file') return false;
  const file = await stat(uri.path).catch(() => undefined);
  return file?.isFile() === true && file.size >= cache.fileBytesMin;
};

interface Cached {
  readonly path: string;
  readonly cache: TapeCache;
}

/** A tape that says of itself what its file would say. */
const sourceOf = async (uri: SourceUri, world: SourceWorld, cached: Cached): Promise<Source> => {
  const { openTapeSource } = await import('../open-tape-source.js');
  const taped = openTapeSource({ ...uri, scheme: 'tape', path: cached.path, symbol: null }, world);
  return {
    ...taped,
    uri: uri.text,
    coverage: readRange(uri),
    batches: () => whole(taped.batches(), cached),
    rows: () => whole(taped.rows(), cached),
  };
};

/** What is damaged must not be found again. */
async function* whole<T>(
  rows: AsyncIterable<T>,
  { path, cache }: Cached,
): AsyncGenerator<T, void, undefined> {
  try {
    yield* rows;
  } catch (cause) {
    if (cause instanceof MillraceError && cause.code === 'TAPE_DAMAGED') {
      await removeCached(path);
      cache.onNotice('the damaged tape was taken out of the cache: run again, and it is made anew');
    }
    throw cause;
  }
}
