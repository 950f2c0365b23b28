import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import type { Mark } from '../../src/domain/mark.js';
import { readMarks, writeMarks } from '../../src/journal/marks-file.js';
import { marksHash } from '../../src/journal/marks-hash.js';

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
        await writeMarks(path, marks);
        expect(await readMarks(path)).toEqual(marks);
      }),
      { numRuns: 30 },
    );
  });

  it('holds a run without marks', async () => {
    await writeMarks(path, []);
    expect(await readMarks(path)).toEqual([]);
  });

  it('is an Arrow file with a column for each price', async () => {
    await writeMarks(path, [plainMark()]);
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

describe('marksHash', () => {
  it('is SHA-256 of a line a mark', () => {
    const line = '[1577998800000.125,"2020-01-02",100000,0,["SPY",1,2.5,0.1,2]]\n';
    const two = createHash('sha256').update(line.repeat(2), 'utf8').digest('hex');
    expect(marksHash([plainMark(), plainMark()])).toBe(two);
  });

  it('outlives the file', async () => {
    await writeMarks(path, [plainMark(), plainMark({ prices: { SPY: null } })]);
    expect(marksHash(await readMarks(path))).toBe(
      marksHash([plainMark(), plainMark({ prices: { SPY: null } })]),
    );
  });

  it.each<[string, Partial<Mark>]>([
    ['time', { at: 1 }],
    ['day', { sessionDate: '2020-01-03' }],
    ['equity', { equity: 100_000.00000000001 }],
    ['exposure', { exposure: 1 }],
    ['price', { prices: { SPY: { open: 1, high: 2.5, low: 0.1, close: 2.0000000000000004 } } }],
  ])('sees another %s', (_, changes) => {
    expect(marksHash([plainMark(changes)])).not.toBe(marksHash([plainMark()]));
  });
});
