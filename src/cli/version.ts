import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config/package-root.js';

/** The version in package.json. */
export const version = (): string => {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  const { version: found } = JSON.parse(text) as { version: string }; // our own file
  return found;
};
