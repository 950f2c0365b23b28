import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MillraceError } from '../domain/millrace-error.js';
import { systemError } from '../domain/system-error.js';
import { RUN_FILES } from './run-files.js';

const ours: ReadonlySet<string> = new Set(Object.values(RUN_FILES));

/**
 * Whether a folder stands at a place that a run may take: an empty one, or a run of ours and nothing else.
 * A file that somebody laid beside our files would be lost, so it makes the folder foreign.
 *
 * @param shown What messages call it.
 * @throws MillraceError OUTPUT_FOREIGN.
 */
export const refuseForeign = async (place: string, shown: string): Promise<boolean> => {
  const names = await namesIn(place);
  if (names === undefined) return false;
  if (names.length === 0) return true;
  if (names.every((name) => ours.has(name)) && (await isRun(place))) return true;
  throw new MillraceError('OUTPUT_FOREIGN', { path: shown });
};

const namesIn = async (place: string): Promise<readonly string[] | undefined> => {
  try {
    return await readdir(place);
  } catch (error) {
    if (systemError(error).code === 'ENOENT') return undefined;
    throw error;
  }
};

const isRun = async (place: string): Promise<boolean> => {
  try {
    const document: unknown = JSON.parse(await readFile(join(place, RUN_FILES.document), 'utf8'));
    return typeof document === 'object' && document !== null && 'run' in document;
  } catch {
    return false;
  }
};
