import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const lock = readFileSync(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8');

describe('package-lock.json', () => {
  it('names no registry, so that it installs from whichever one a machine has', () => {
    expect(lock).not.toMatch(/"resolved":|https?:\/\/[^"]*\.tgz/);
  });

  it('holds one rxjs: a stream of a second one would not be ours', () => {
    // JSON.parse gives no better type than this file's own format promises.
    const { packages } = JSON.parse(lock) as { packages: Record<string, unknown> };
    expect(Object.keys(packages).filter((path) => path.endsWith('node_modules/rxjs'))).toHaveLength(1);
  });
});
