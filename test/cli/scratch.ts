import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';

/** A folder of one test file, removed after its tests. */
export interface Scratch {
  readonly folder: string;
  readonly path: (...names: readonly string[]) => string;
  /** Writes a file, with its folders, and gives its path. */
  readonly write: (name: string, content: string) => string;
  /** Everything in it, hidden files too, as sorted paths. */
  readonly names: () => readonly string[];
}

/** Makes the folder. */
export const scratch = (): Scratch => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    path: (...names) => join(folder, ...names),
    write: (name, content) => {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    names: () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort(),
  };
};
