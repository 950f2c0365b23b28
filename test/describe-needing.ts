import { describe, it } from '@jest/globals';

/** Something that a machine may lack: where it was found, and what to say where it was not. */
export interface Need {
  readonly found: string | undefined;
  /** What is missing and how it comes here, in one line. */
  readonly missing: string;
}

/** True where nothing may be skipped. */
const mustRunAll = (): boolean => process.env.CI === 'true';

/**
 * A `describe` whose tests need what a machine may lack: skipped with one line there, failed with CI=true.
 *
 * @param fn Defines the tests; it gets the path that was found and does not run without it.
 */
export const describeNeeding = (name: string, { found, missing }: Need, fn: (path: string) => void): void => {
  if (found !== undefined) {
    describe(name, () => fn(found));
    return;
  }
  if (!mustRunAll()) process.stderr.write(`skipped: ${name}: ${missing}\n`);
  describe(name, () => {
    (mustRunAll() ? it : it.skip)('has what it needs', () => {
      throw new Error(missing);
    });
  });
};
