import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clearDead } from '../../tape/clear-dead.js';
import type { TapeCache } from './tape-cache.js';

/** A run that has just chosen a tape may not have opened it yet. */
const IN_USE_MS = 60_000;

/** Marks a tape of a cache as used now; the file system's clock says when that is. */
export const markUsed = async (path: string): Promise<void> => {
  await writeFile(`${path}.used`, '.').catch(() => undefined);
};

/** Removes a tape of a cache with what stands beside it. */
export const removeCached = async (path: string): Promise<void> => {
  await rm(path, { force: true });
  for (const mark of ['used', 'range']) await rm(`${path}.${mark}`, { force: true });
};

/**
 * Throws out what was used longest ago until a cache is no larger than it may be, and what killed processes
 * have left. The tape at `newest` stays, and so does what was used within a minute of it, and all that is not
 * the cache's own.
 */
export const keepBounded = async ({ folder, bytesMax }: TapeCache, newest: string): Promise<void> => {
  await clearDead(folder, '.');
  const tapes = await tapesIn(folder);
  const now = tapes.find(({ path }) => path === newest)?.usedMs ?? 0;
  let bytes = tapes.reduce((sum, tape) => sum + tape.bytes, 0);
  for (const tape of tapes.toSorted((a, b) => a.usedMs - b.usedMs)) {
    if (bytes <= bytesMax) return;
    if (tape.path === newest || now - tape.usedMs < IN_USE_MS) continue;
    await removeCached(tape.path);
    bytes -= tape.bytes;
  }
};

/** Removes all that a cache holds, and nothing that is not its own; how many tapes that were. */
export const emptyCache = async (folder: string): Promise<number> => {
  const names = await readdir(folder).catch((): string[] => []);
  const own = names.filter((name) => OWN_NAME.test(name));
  for (const name of own) await rm(join(folder, name), { force: true });
  if (names.length > 0) await clearDead(folder, '.');
  return own.filter((name) => name.endsWith('.tape')).length;
};

/** A key, and what it is the name of. */
const OWN_NAME = /^[0-9a-f]{64}(-[0-9a-f]{16}\.tape(\.used|\.range)?|\.refused)$/;

interface Kept {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
}

const tapesIn = async (folder: string): Promise<readonly Kept[]> => {
  const kept: Kept[] = [];
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.tape') || !OWN_NAME.test(name)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    // Another process may have thrown it out meanwhile.
    if (!found) continue;
    const used = await stat(`${path}.used`).catch(() => found);
    kept.push({ path, bytes: found.size, usedMs: used.mtimeMs });
  }
  return kept;
};
