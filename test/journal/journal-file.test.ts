import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Entry } from '../../src/domain/journal.js';
import { canonicalLine } from '../../src/journal/canonical-line.js';
import { openJournal } from '../../src/journal/journal-file.js';
import { readJournal } from '../../src/journal/read-journal.js';
import { entry, sampleRun } from './sample-run.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-journal-'));
  path = join(folder, 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = async (entries: readonly Entry[]): Promise<void> => {
  const file = await openJournal(path);
  for (const each of entries) file.add(Buffer.from(canonicalLine(each)));
  await file.close();
};

describe('openJournal', () => {
  it('writes a canonical line an entry, newline at the end', async () => {
    const run = sampleRun();
    await write(run);
    expect(readFileSync(path, 'utf8')).toBe(run.map((each) => `${canonicalLine(each)}\n`).join(''));
  });

  it('keeps the order over many blocks, and gives the disk whole blocks meanwhile', async () => {
    const [begin] = sampleRun() as [Entry];
    const notices = Array.from({ length: 10_000 }, (_, index) =>
      entry('notice', { code: 'AMENDED', facts: { index } }, { serial: index + 2 }),
    );
    const file = await openJournal(path);
    for (const each of [begin, ...notices]) file.add(Buffer.from(canonicalLine(each)));
    await file.settle();
    expect(readFileSync(path).length).toBeGreaterThan(1_000_000);
    await file.close();
    expect(await readJournal(path)).toEqual([begin, ...notices]);
  });

  it('takes a line that is longer than any block, in its place', async () => {
    const [begin] = sampleRun() as [Entry];
    const long = entry('notice', { code: 'AMENDED', facts: { text: 'x'.repeat(200_000) } }, { serial: 2 });
    const short = entry('notice', { code: 'AMENDED', facts: {} }, { serial: 3 });
    await write([begin, long, short]);
    expect(await readJournal(path)).toEqual([begin, long, short]);
  });

  it('tells a disk that failed when it is asked, not before', async () => {
    const file = await openJournal('/dev/full');
    for (const each of sampleRun()) file.add(Buffer.from(canonicalLine(each)));
    await expect(file.close()).rejects.toMatchObject({ code: 'ENOSPC' });
  });
});

describe('readJournal', () => {
  const refused = async (text: string): Promise<string> => {
    writeFileSync(path, text);
    const failure: unknown = await readJournal(path).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'RUN_INVALID' });
    return (failure as Error).message.replaceAll(`${folder}/`, '');
  };
  const lines = sampleRun().map(canonicalLine);
  const file = (...some: readonly string[]): string => some.map((line) => `${line}\n`).join('');

  it('reads back what was written', async () => {
    await write(sampleRun());
    expect(await readJournal(path)).toEqual(sampleRun());
  });

  it.each<[string, string, string]>([
    ['an empty file', '', 'journal.jsonl is no finished run: it has no entry'],
    ['a missing head', file(...lines.slice(1)), 'journal.jsonl:1 is no finished run: it begins with intent'],
    [
      'a hole',
      file(...lines.slice(0, 2), ...lines.slice(3)),
      'journal.jsonl:3 is no finished run: serial 4 stands where 3',
    ],
    [
      'a line twice',
      file(...lines.slice(0, 2), ...lines.slice(1)),
      'journal.jsonl:3 is no finished run: serial 2 stands where 3',
    ],
    [
      'a broken line',
      file(lines[0] ?? '').slice(0, -5),
      'journal.jsonl:1 is no finished run: the line is broken off',
    ],
    [
      'another version',
      file((lines[0] ?? '').replace('"v":1', '"v":2')),
      'version 2 of the journal is unknown',
    ],
    ['another kind', file((lines[0] ?? '').replace('"begin"', '"start"')), 'kind start is unknown'],
    ['a missing field', file((lines[0] ?? '').replace('"seed":1,', '')), 'a field of this begin is missing'],
    [
      'a field too much',
      file((lines[0] ?? '').replace('"seed":1', '"seed":1,"host":"x"')),
      'not as this program writes it',
    ],
    ['a number', file('1'), 'the line is no entry'],
  ])('refuses %s', async (_, text, message) => {
    expect(await refused(text)).toContain(message);
  });

  it('refuses a file that is not there', async () => {
    await expect(readJournal(join(folder, 'none'))).rejects.toMatchObject({ code: 'RUN_INVALID' });
  });
});
