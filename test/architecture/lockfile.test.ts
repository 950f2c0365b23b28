import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const lock = readFileSync(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8');

interface Locked {
  readonly optionalDependencies?: Record<string, string>;
}

// JSON.parse gives no better type than this file's own format promises.
const { packages } = JSON.parse(lock) as { packages: Record<string, Locked> };

describe('package-lock.json', () => {
  it('names no registry, so that it installs from whichever one a machine has', () => {
    expect(lock).not.toMatch(/"resolved":|https?:\/\/[^"]*\.tgz/);
  });

  it('holds one rxjs: a stream of a second one would not be ours', () => {
    expect(Object.keys(packages).filter((path) => path.endsWith('node_modules/rxjs'))).toHaveLength(1);
  });

  it('knows the binaries of every platform, so that npm ci works on all of them', () => {
    const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
    const missing = wanted.filter((name) => packages[`node_modules/${name}`] === undefined);
    expect(missing).toEqual([]);
  });
});
