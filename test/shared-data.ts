import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeNeeding, mustRunAll } from './describe-needing.js';

const root = process.env.MILLRACE_SHARED ?? resolve(import.meta.dirname, '../../shared/data');

const isMissing = (path: string): string =>
  `${path} is not there; set MILLRACE_SHARED to the folder of reference data`;

/**
 * The path of a file or folder of the reference data, or undefined after a line that says it is absent.
 *
 * With CI=true an absent path throws: there a silent skip would pass for a proof.
 */
export const sharedData = (...path: readonly string[]): string | undefined => {
  const found = join(root, ...path);
  if (existsSync(found)) return found;
  if (mustRunAll()) throw new Error(isMissing(found));
  process.stderr.write(`skipped: ${isMissing(found)}\n`);
  return undefined;
};

/**
 * A `describe` whose tests read the shared reference data: skipped with one line where it is absent, failed
 * with CI=true.
 *
 * @param fn Gets a function that joins a path inside the data; it runs only when the data is there.
 */
export const describeWithShared = (
  name: string,
  fn: (data: (...path: readonly string[]) => string) => void,
): void => {
  const need = { found: existsSync(root) ? root : undefined, missing: isMissing(root) };
  describeNeeding(name, need, (folder) => fn((...path) => join(folder, ...path)));
};
