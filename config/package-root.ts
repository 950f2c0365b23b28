import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assert } from '../src/domain/assert.js';

/**
 * The folder of our package.json. The same file runs as config/ (tests) and as dist/config/ (installed),
 * and the yaml files stand in config/ in both.
 */
export const packageRoot = (from: string = import.meta.dirname): string => {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  assert(parent !== from, 'no package.json above the code');
  return packageRoot(parent);
};
