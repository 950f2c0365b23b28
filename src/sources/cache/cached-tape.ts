import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { openTape } from '../../tape/tape-file.js';
import { openCsv } from '../open-csv.js';
import type { SourceWorld } from '../source.js';
import type { SourceUri } from '../source-uri.js';
import { keepBounded, markUsed, removeCached } from './cache-files.js';
import { contentKey, contentVersion } from './content-key.js';
import { makeTape } from './make-tape.js';
import type { TapeCache } from './tape-cache.js';

/** The tape of a file, found or made; undefined where there can be none. */
export const cachedTape = async (
  uri: SourceUri,
  world: SourceWorld,
  cache: TapeCache,
): Promise<string | undefined> => {
  try {
    const version = await contentVersion(uri);
    const key = await contentKey(uri);
    const names = await readdir(cache.folder).catch((): string[] => []);
    const refused = `${key}.refused`;
    if (names.includes(refused)) return undefined;
    const found = findTape(names, { key, world, cache });
    if (found.damaged !== undefined) await removeCached(found.damaged);
    if (found.path !== undefined) {
      await markUsed(found.path);
      return found.path;
    }
    return await made(uri, { version, key, world, cache }).catch(async (cause: unknown) => {
      // Who asks for a part of the file next may get it, and should not wait for the whole once more.
      if (isRefusal(cause)) await writeFile(join(cache.folder, refused), '').catch(() => undefined);
      throw cause;
    });
  } catch (cause) {
    if (!isRefusal(cause)) cache.onNotice(`${uri.path} is read without a tape: ${messageOf(cause)}`);
    return undefined;
  }
};

/** Whether the strict reader has something against the file, which is said when it is read for the run. */
const isRefusal = (cause: unknown): boolean =>
  cause instanceof MillraceError && !['TAPE_UNWRITABLE', 'FILE_CHANGED'].includes(cause.code);

interface Wanted {
  readonly key: string;
  readonly world: SourceWorld;
  readonly cache: TapeCache;
}

const findTape = (
  names: readonly string[],
  { key, world, cache }: Wanted,
): { readonly path?: string; readonly damaged?: string } => {
  for (const name of names.filter((one) => one.startsWith(`${key}-`) && one.endsWith('.tape'))) {
    const path = join(cache.folder, name);
    try {
      const symbols = openTape(path).meta.streams.map(({ symbol }) => symbol);
      if (name === nameOf(key, symbols, world)) return { path };
    } catch (cause) {
      cache.onNotice(`a tape in the cache is made anew: ${messageOf(cause)}`);
      return { damaged: path };
    }
  }
  return {};
};

/** Which days bars are of depends on the calendars of their symbols. */
const nameOf = (key: string, symbols: readonly string[], { instrument }: SourceWorld): string => {
  const all = [...new Set(symbols)].filter((symbol) => symbol !== '').sort();
  const calendars = all.map((symbol) => [symbol, instrument(symbol).calendar]);
  const hash = createHash('sha256').update(JSON.stringify(calendars)).digest('hex');
  return `${key}-${hash.slice(0, 16)}.tape`;
};

const made = async (
  uri: SourceUri,
  { version, key, world, cache }: Wanted & { readonly version: string },
): Promise<string> => {
  const whole = { ...uri, text: `file:${uri.path}`, from: null, to: null };
  const source = await openCsv(whole, { instrument: world.instrument });
  const symbols = source.series.map(({ symbol }) => symbol);
  const path = join(cache.folder, nameOf(key, symbols, world));
  const refuseChanged = async (): Promise<void> => {
    if ((await contentVersion(uri)) !== version) throw new MillraceError('FILE_CHANGED', { path: uri.path });
  };
  await makeTape(source, path, { refuseChanged, onRows: cache.onRows });
  await markUsed(path);
  await keepBounded(cache, path);
  return path;
};
