import { existsSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { killedAfter } from './ran.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const SPY = 'file:samples/SPY.csv?symbol=SPY&every=1d&adjust=total';

const place = scratch();

interface Hashes {
  readonly run: { readonly journalHash: string };
}

const journalOf = async (source: string): Promise<string> => {
  const words = ['backtest', 'sma-cross', '--source', source, '--param', 'symbols=SPY', '--json'];
  return (JSON.parse((await said(words)).stdout) as Hashes).run.journalHash; // as the command's document says
};

describe('millrace ingest and tapes', () => {
  it('makes a tape that is listed, verified, run and removed', async () => {
    const path = place.path('spy.tape');
    const made = await said(['ingest', SPY, '--to', `tape:${path}`, '--json']);
    expect(JSON.parse(made.stdout)).toMatchObject({ rows: 5849, rowsRead: 5849, bad: 0, quarantine: null });
    expect((await said(['tapes', 'list', place.folder])).stdout).toMatch(
      /spy\.tape {2}5849 rows of 1 streams/,
    );
    expect(await said(['tapes', 'verify', path])).toMatchObject({ code: 0 });
    expect(await journalOf(`tape:${path}`)).toBe(await journalOf(SPY));
    truncateSync(path, readFileSync(path).length - 1);
    expect(await said(['tapes', 'verify', path])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('TAPE_CUT_SHORT'),
    });
    // What may stand beside a tape, of a cache too.
    for (const mark of ['quarantine.csv', 'used', 'range']) place.write(`spy.tape.${mark}`, '');
    expect(await said(['tapes', 'rm', path])).toMatchObject({ code: 0 });
    expect(place.names().filter((name) => name.startsWith('spy.tape'))).toEqual([]);
  });

  it('leaves the tape before or the new one when it is killed, and nothing that has to be cleared away', async () => {
    const row = (index: number): string => `${1_700_000_000_000 + index},${100 + (index % 50)},1`;
    const rows = (count: number): string =>
      Array.from({ length: count }, (_, index) => row(index)).join('\n');
    const small = `file:${place.write('small.csv', `time,price,size\n${rows(3)}\n`)}?symbol=A`;
    const large = `file:${place.write('large.csv', `time,price,size\n${rows(400_000)}\n`)}?symbol=A`;
    const path = place.path('killed', 'a.tape');
    await said(['ingest', small, '--to', `tape:${path}`]);
    for (const afterMs of [250, 450, 650]) {
      await killedAfter(afterMs, ['ingest', large, '--to', `tape:${path}`]);
      const { stdout, code } = await said(['tapes', 'verify', path, '--json']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/"rows": (3|400000),/);
    }
    expect(await said(['ingest', large, '--to', `tape:${path}`])).toMatchObject({ code: 0 });
    expect(place.names().filter((name) => name.startsWith('killed/'))).toEqual(['killed/a.tape']);
  });

  it('removes nothing that is no tape', async () => {
    const path = place.write('notes.txt', 'mine');
    expect(await said(['tapes', 'rm', path])).toMatchObject({ code: 4 });
    expect(existsSync(path)).toBe(true);
  });

  it('lists a link that leads nowhere with what is wrong, and removes what is named twice', async () => {
    const path = place.path('links', 'spy.tape');
    await said(['ingest', SPY, '--to', `tape:${path}`]);
    symlinkSync('nowhere', place.path('links', 'gone.tape'));
    expect(await said(['tapes', 'list', place.path('links')])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/gone\.tape {2}.*ENOENT.*\n.*spy\.tape {2}5849 rows/),
    });
    expect(await said(['tapes', 'rm', path, path])).toMatchObject({ code: 0, stdout: `removed ${path}\n` });
  });

  it('says how --max-bad is written', async () => {
    const many = await said(['ingest', SPY, '--to', `tape:${place.path('x')}`, '--max-bad', 'many']);
    expect(many).toMatchObject({ code: 2, stderr: expect.stringContaining('--max-bad many') });
  });
});
