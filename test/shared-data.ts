import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeNeeding } from './describe-needing.js';

const root = process.env.MILLRACE_SHARED ?? resolve(import.meta.dirname, '../../shared/data');

const isMissing = (path: string): string =>
  `${path} is not there; set MILLRACE_SHARED to the folder of reference data`;

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
