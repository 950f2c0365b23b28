import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { MillraceError } from '../../domain/millrace-error.js';
import { clearDead, ownMark } from '../../tape/clear-dead.js';

const BEGINS = '.sweep-';

/** Whether a file in a folder says who is at work there. */
export const isLock = (name: string): boolean => name.startsWith(BEGINS);

/**
 * Takes a folder for this process. Whoever was killed holds nothing: what it has left is cleared away. Of two
 * that come at the same moment both may be refused, and never none. Other machines are not known here.
 *
 * @returns Lets go of the folder.
 * @throws MillraceError SWEEP_RUNNING where another process is at work in it.
 */
export const lockFolder = async (folder: string): Promise<() => void> => {
  const own = `.sweep${ownMark()}lock`;
  const release = (): void => rmSync(join(folder, own), { force: true });
  await clearDead(folder, BEGINS);
  writeFileSync(join(folder, own), '');
  const here = `${BEGINS}${hostname()}-`;
  const other = readdirSync(folder).find((name) => name.startsWith(here) && name !== own);
  if (other === undefined) return release;
  release();
  const pid = Number.parseInt(other.slice(here.length), 10);
  throw new MillraceError('SWEEP_RUNNING', { path: folder, pid });
};
