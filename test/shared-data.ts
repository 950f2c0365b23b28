import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from '@jest/globals';

const root = process.env.MILLRACE_SHARED ?? resolve(import.meta.dirname, '../../shared/data');

const advice = 'set MILLRACE_SHARED to the folder of reference data';

/**
 * The path of a file or folder of the shared reference data, or undefined after one line that says it is absent.
 *
 * With CI=true an absent path throws: there a silent skip would pass for a proof.
 */
export const sharedData = (...path: readonly string[]): string | undefined => {
  const found = join(root, ...path);
  if (existsSync(found)) return found;
  const missing = `${found} is not there; ${advice}`;
  if (process.env.CI === 'true') throw new Error(missing);
  process.stderr.write(`skipped: ${missing}\n`);
  return undefined;
};

/**
 * A `describe` whose tests read the shared reference data: skipped with one line where it is absent, failed with CI=true.
 *
 * @param fn Gets a function that joins a path inside the data; it runs only when the data is there.
 */
export const describeWithShared = (
  name: string,
  fn: (data: (...path: readonly string[]) => string) => void,
): void => {
  if (existsSync(root)) {
    describe(name, () => fn((...path) => join(root, ...path)));
    return;
  }
  describe(name, () => {
    const missing = `${root} is not there; ${advice}`;
    if (process.env.CI === 'true') {
      it('needs the shared reference data', () => {
        throw new Error(missing);
      });
      return;
    }
    process.stderr.write(`skipped: ${name}: ${missing}\n`);
    it.skip('needs the shared reference data', () => undefined);
  });
};
