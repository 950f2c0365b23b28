import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { clearDead, ownMark } from '../../src/tape/clear-dead.js';

const { pid } = process;

describe('what processes have left behind', () => {
  it.each([
    { what: 'of this process', name: `.a${ownMark()}x`, stays: true },
    { what: 'of another machine', name: `.a-elsewhere.${hostname()}-${pid}-0-x`, stays: true },
    { what: 'of something else', name: `.b-${hostname()}-999999999-0-x`, stays: true },
    { what: 'of a process that is no more', name: `.a-${hostname()}-999999999-0-x`, stays: false },
    // Its number may be anybody's by now: after the machine went down it mostly is.
    { what: 'of one whose number another has', name: `.a-${hostname()}-${pid}-badbad-x`, stays: false },
    { what: 'of one that does not say when it began', name: `.a-${hostname()}-${pid}-0-x`, stays: true },
  ])('$what: stays $stays', async ({ name, stays }) => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-dead-'));
    mkdirSync(join(folder, name));
    await clearDead(folder, '.a-');
    expect(readdirSync(folder)).toEqual(stays ? [name] : []);
    rmSync(folder, { recursive: true });
  });
});
