import { afterAll, beforeAll } from '@jest/globals';

/** Lets the tests of a file or a `describe` keep tapes in a folder of their own, not in the cache of all. */
export const cacheIn = (folder: string): void => {
  const before = process.env.MILLRACE_CACHE;
  beforeAll(() => {
    process.env.MILLRACE_CACHE = folder;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.MILLRACE_CACHE;
    else process.env.MILLRACE_CACHE = before;
  });
};
