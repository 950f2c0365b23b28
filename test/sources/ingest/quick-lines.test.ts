import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { assert } from '../../../src/domain/assert.js';
import { Quarantine } from '../../../src/sources/ingest/quarantine.js';
import { QuickLines } from '../../../src/sources/ingest/quick-lines.js';
import { quickPlan } from '../../../src/sources/ingest/quick-plan.js';
import { parseSourceUri } from '../../../src/sources/source-uri.js';
import { TapeSorter } from '../../../src/tape/sort/tape-sorter.js';
import { scratchFolder } from '../source-fixture.js';

const write = scratchFolder();
const HEADER = 'timestamp,symbol,price,size\n';

/** Reads text as the first block of a file; gives the sorter it went to and the path of the quarantine. */
const taken = async (text: string): Promise<{ sorter: TapeSorter; bad: string }> => {
  const path = write('lines.csv', text);
  const quick = await quickPlan(parseSourceUri(`file:${path}`));
  assert(quick, 'such lines are plain');
  const folder = dirname(path);
  const bad = join(folder, 'bad.csv');
  const quarantine = new Quarantine(bad, { text: '100%', count: 0, share: 1 });
  const sorter = new TapeSorter({ folder, kinds: ['trade'], silencesZeros: true });
  const lines = new QuickLines(quick, { sorter, quarantine, onRows: () => undefined });
  await lines.take(Buffer.from(text.slice(HEADER.length)), text.length - HEADER.length);
  await quarantine.close();
  return { sorter, bad };
};

describe('QuickLines', () => {
  it('keeps no more bad rows in memory than those of one block', async () => {
    const { bad } = await taken(`${HEADER}${'2024-01-02T09:00:00Z,A,x,1\n'.repeat(2_000)}`);
    expect(existsSync(bad)).toBe(true);
    expect(readFileSync(bad, 'utf8').split('\n')).toHaveLength(2_002);
  });

  it('tells as many symbols apart as a tape has room for, and refuses more', async () => {
    const rows = (count: number): string =>
      HEADER + Array.from({ length: count }, (_, n) => `2024-01-02T09:00:00Z,S${n},1,1\n`).join('');
    expect((await taken(rows(32_768))).sorter.table.streams).toHaveLength(32_768);
    await expect(taken(rows(32_769))).rejects.toMatchObject({ code: 'STREAMS_TOO_MANY' });
  });
});
