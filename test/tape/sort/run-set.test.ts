import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from '@jest/globals';
import { allColumnsOf } from '../../../src/tape/columns.js';
import { emptyRows } from '../../../src/tape/rows.js';
import { RunSet } from '../../../src/tape/sort/run-set.js';
import type { TapeOrigin } from '../../../src/tape/tape-meta.js';
import { describeNeeding } from '../../describe-needing.js';
import { scratchFolder } from '../../sources/source-fixture.js';

const write = scratchFolder();

/** Where the system tells which files a process has open. */
const OPEN = '/proc/self/fd';
const need = { found: existsSync(OPEN) ? OPEN : undefined, missing: `no ${OPEN} here: only Linux has it` };

const openIn = (folder: string): number =>
  readdirSync(OPEN).filter((fd) => {
    try {
      return readlinkSync(`${OPEN}/${fd}`).startsWith(folder);
    } catch {
      // The one that the folder itself was read by.
      return false;
    }
  }).length;

describeNeeding('runs on the disk', need, () => {
  it('lets go of a run that could not be ended', async () => {
    const folder = dirname(write('beside', ''));
    const runs = new RunSet(folder);
    const rows = emptyRows(allColumnsOf(['trade']), 1);
    rows.count = 1;
    await runs.write(rows, [{ symbol: 'A', kind: 'trade' }]);
    expect(openIn(folder)).toBe(1);
    // A footer that cannot be written, as on a disk that is full.
    const unwritable = {
      get sources(): never {
        throw new Error('no room');
      },
    } as unknown as TapeOrigin;
    await expect(runs.finish(unwritable)).rejects.toThrow('no room');
    await runs.close();
    expect(openIn(folder)).toBe(0);
  });
});
