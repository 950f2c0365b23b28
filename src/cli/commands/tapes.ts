import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isoText } from '../../domain/iso-text.js';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { usageError } from '../../domain/usage-error.js';
import { emptyCache, removeCached } from '../../sources/cache/cache-files.js';
import { openTape } from '../../tape/tape-file.js';
import { verifyTape } from '../../tape/verify-tape.js';
import { print } from '../print.js';
import { cacheFolder, tapeCache } from '../tape-cache.js';

/** `millrace tapes list`: the tapes in a folder, or in the cache, and what in it only looks like one. */
export const listCommand = async (
  folder: string,
  { json, cache }: { json: boolean; cache: boolean },
): Promise<void> => {
  const tapes = await listed(cache ? cacheFolder() : folder, cache);
  const lines = tapes.map(({ tape, fault, rows, streams, from, to, bytes, sources }) =>
    fault === undefined
      ? `${tape}  ${rows} rows of ${streams} streams  ${from} to ${to}  ${bytes} bytes  ${sources?.join(' ')}`
      : `${tape}  ${fault}`,
  );
  if (lines.length === 0) lines.push(cache ? 'no tape in the cache' : `no file in ${folder} ends in .tape`);
  if (cache) {
    const bytes = tapes.reduce((sum, tape) => sum + tape.bytes, 0);
    lines.push(`${cacheFolder()} holds ${bytes} bytes of at most ${tapeCache().bytesMax}`);
  }
  await print(json ? `${JSON.stringify(tapes, null, 2)}\n` : `${lines.join('\n')}\n`);
};

const listed = async (folder: string, isCache: boolean): Promise<readonly Described[]> => {
  const names = await readdir(folder).catch((cause: unknown) => {
    // Nothing has been kept yet.
    if (isCache) return [];
    throw new MillraceError('FILE_MISSING', { path: folder, reason: messageOf(cause) }, { cause });
  });
  const found = names.filter((name) => name.endsWith('.tape') && !name.startsWith('.')).sort();
  return Promise.all(found.map((name) => described(join(folder, name))));
};

/** `millrace tapes verify`: reads every byte of tapes and says whether they are as they were written. */
export const verifyCommand = async (paths: readonly string[], { json }: { json: boolean }): Promise<void> => {
  const verified = [];
  for (const path of paths.map(pathOf)) verified.push({ tape: path, ...(await verifyTape(path)) });
  const lines = verified.map(({ tape, rows, contentHash }) => `${tape}  well, ${rows} rows, ${contentHash}`);
  await print(json ? `${JSON.stringify(verified, null, 2)}\n` : `${lines.join('\n')}\n`);
};

/**
 * `millrace tapes rm`: removes tapes with their quarantines; broken ones, too, whose names end in .tape. With
 * `--cache` all that is kept in the cache.
 */
export const removeCommand = async (
  paths: readonly string[],
  { cache }: { cache: boolean },
): Promise<void> => {
  if (cache === paths.length > 0) {
    throw usageError('say which tapes, or --cache for all in the cache');
  }
  if (cache) {
    const count = await emptyCache(cacheFolder());
    await print(`removed ${count} tapes from ${cacheFolder()}\n`);
    return;
  }
  const wanted = new Set(paths.map(pathOf));
  // All of them are looked at before the first is gone.
  for (const path of wanted) refuseOther(path);
  for (const path of wanted) {
    await removed(path);
    await print(`removed ${path}\n`);
  }
};

const removed = async (path: string): Promise<void> => {
  try {
    await removeCached(path);
    await rm(`${path}.quarantine.csv`, { force: true });
  } catch (cause) {
    throw new MillraceError('OUTPUT_UNWRITABLE', { path, reason: messageOf(cause) }, { cause });
  }
};

const pathOf = (text: string): string => (text.startsWith('tape:') ? text.slice('tape:'.length) : text);

const refuseOther = (path: string): void => {
  try {
    openTape(path);
  } catch (error) {
    // What is broken may have been anything.
    const wasTape = error instanceof MillraceError && BROKEN.includes(error.code) && path.endsWith('.tape');
    if (!wasTape) throw error;
  }
};

const BROKEN: readonly string[] = ['TAPE_DAMAGED', 'TAPE_CUT_SHORT', 'TAPE_VERSION'];

/** A tape in a list; of one that cannot be read only why. */
interface Described {
  readonly tape: string;
  readonly bytes: number;
  readonly fault?: string;
  readonly rows?: number;
  readonly streams?: number;
  readonly from?: string;
  readonly to?: string;
  /** Of what it was made. */
  readonly sources?: readonly string[];
}

const described = async (path: string): Promise<Described> => {
  // A link may lead nowhere, and another process may have taken the file away; opening it says so.
  const bytes = await stat(path)
    .then(({ size }) => size)
    .catch(() => 0);
  try {
    const { meta } = openTape(path);
    const [first = Number.NaN, last = Number.NaN] = [meta.batches[0]?.first, meta.batches.at(-1)?.last];
    const range = { from: isoText(first), to: isoText(last) };
    const { rows, streams, sources } = meta;
    return { tape: path, bytes, rows, streams: streams.length, ...range, sources };
  } catch (error) {
    return { tape: path, bytes, fault: messageOf(error) };
  }
};
