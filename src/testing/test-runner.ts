/** The two words of a test framework that the contracts speak. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => void | Promise<void>) => void;
}

/**
 * The test framework that is running, by its globals: jest has them, vitest with `globals: true`, node:test
 * after `Object.assign(globalThis, { describe, it })`. Asked for by name, the kit depends on none of them.
 */
export const testRunner = (asker: string): TestRunner => {
  const { describe, it } = globalThis as Partial<TestRunner>; // whether they are there is what is asked next
  if (typeof describe === 'function' && typeof it === 'function') return { describe, it };
  throw new Error(
    `${asker} needs the globals describe and it. Under vitest set globals: true; under node:test write ` +
      "import { describe, it } from 'node:test'; Object.assign(globalThis, { describe, it });",
  );
};
