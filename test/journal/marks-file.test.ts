import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import type { Mark } from '../../src/domain/mark.js';
import { marksHash } from '../../src/journal/marks-hash.js';
import { readMarks } from '../../src/journal/read-marks.js';
import { writeMarks } from '../../src/journal/write-marks.js';
import { markRows } from '../../src/testing/mark-rows.js';
import { marksOf } from '../marks-of.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-marks-'));
  path = join(folder, 'marks.arrow');
});
afterEach(() => rmSync(folder, { recursive: true }));

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const bar = fc.record({ open: number, high: number, low: number, close: number });
const mark: fc.Arbitrary<Mark> = fc.record({
  at: fc.double({ min: 0, max: 4e12, noNaN: true }),
  sessionDate: fc.constantFrom('2014-05-05', '2020-01-02'),
  equity: number,
  exposure: number,
  prices: fc.record({ SPY: fc.option(bar), 'EUR.USD': fc.option(bar), 'a.open': fc.option(bar) }),
});

const plainMark = (changes: Partial<Mark> = {}): Mark => ({
  at: Date.UTC(2020, 0, 2, 21) + 0.125,
  sessionDate: '2020-01-02',
  equity: 100_000,
  exposure: 0,
  prices: { SPY: { open: 1, high: 2.5, low: 0.1, close: 2 }, 'EUR.USD': null },
  ...changes,
});

describe('marks file', () => {
  it('gives back every number as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mark, { minLength: 1, maxLength: 20 }), async (marks) => {
        await writeMarks(path, marksOf(marks));
        expect(markRows(await readMarks(path))).toEqual(marks);
      }),
      { numRuns: 30 },
    );
  });

  it('holds more rows than a batch, and symbols that took turns', async () => {
    const bar = (close: number) => ({ open: close, high: close + 1, low: close - 1, close });
    const rows = Array.from({ length: 70_000 }, (_, n) =>
      plainMark({
        at: n,
        sessionDate: n < 65_537 ? '2020-01-02' : '2020-01-03',
        prices: { A: n % 3 === 0 ? bar(n) : null, B: n === 65_535 || n === 65_536 ? bar(-n) : null },
      }),
    );
    await writeMarks(path, marksOf(rows));
    const read = await readMarks(path);
    expect(read.length).toBe(70_000);
    const shown = [0, 1, 3, 65_535, 65_536, 65_537, 69_999];
    const back = markRows(read);
    expect(shown.map((n) => back[n])).toEqual(shown.map((n) => rows[n]));
    expect(marksHash(read)).toBe(marksHash(marksOf(rows)));
  });

  it('holds a run without marks', async () => {
    await writeMarks(path, marksOf([]));
    expect(markRows(await readMarks(path))).toEqual([]);
  });

  it('is an Arrow file with a column for each price', async () => {
    await writeMarks(path, marksOf([plainMark()]));
    const table = tableFromIPC(readFileSync(path));
    expect(table.schema.fields.map(({ name, type }) => `${name} ${String(type)}`)).toEqual([
      'at Float64',
      'sessionDate Utf8',
      'equity Float64',
      'exposure Float64',
      ...['SPY', 'EUR.USD'].flatMap((symbol) =>
        ['open', 'high', 'low', 'close'].map((price) => `${symbol}.${price} Float64`),
      ),
    ]);
  });

  it.each(['', 'not arrow at all, whatever its name says'])('refuses a file of %p', async (text) => {
    writeFileSync(path, text);
    await expect(readMarks(path)).rejects.toMatchObject({ code: 'RUN_INVALID' });
  });
});
