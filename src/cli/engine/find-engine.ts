import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Line } from '../../control/dial.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { runFiles } from '../../recording/run-folder.js';
import { runsFolder } from '../runs-folder.js';
import { dialEngine, isAbsent } from './dial-engine.js';

/**
 * A line to the engine of a run's folder; where none is named to the only one that runs where runs are kept.
 *
 * @throws MillraceError ENGINE_NOT_RUNNING, ENGINES_SEVERAL, and what dialling throws.
 */
export const findEngine = async (directory: string | undefined): Promise<Line> => {
  if (directory !== undefined) return dialEngine(directory);
  const folder = runsFolder();
  const names = await readdir(folder).catch(() => []);
  const places = names
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, 'control.sock')) || existsSync(runFiles(path).lock));
  const tried = await Promise.allSettled(places.map((path) => dialEngine(path)));
  // One that accepts and does not answer runs, too.
  const running = tried.flatMap((one, index) =>
    one.status === 'rejected' && isAbsent(one.reason) ? [] : [{ ...one, path: places[index] ?? '' }],
  );
  const [only, ...others] = running;
  if (!only) throw new MillraceError('ENGINE_NOT_RUNNING', { path: folder });
  if (others.length > 0) {
    for (const one of running) if (one.status === 'fulfilled') one.value.hangUp();
    const known = running.map(({ path }) => path).join(', ');
    throw new MillraceError('ENGINES_SEVERAL', { count: running.length, known });
  }
  if (only.status === 'rejected') throw only.reason;
  return only.value;
};
