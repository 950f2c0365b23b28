import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellText } from '../../src/sources/cells.js';
import { scanRows } from '../../src/sources/scan-rows.js';

interface Found {
  readonly line: number;
  readonly cells: readonly string[];
}

const scan = (...blocks: readonly Uint8Array[]): readonly Found[] => {
  const found: Found[] = [];
  const scanner = scanRows('x.csv', (row) => {
    const cells = Array.from({ length: row.count }, (_, column) => cellText(row, column));
    found.push({ line: row.line, cells });
  });
  for (const block of blocks) scanner.push(Buffer.from(block));
  scanner.end();
  return found;
};

const cellsOf = (text: string): readonly (readonly string[])[] =>
  scan(Buffer.from(text)).map(({ cells }) => cells);

/** What a spreadsheet would write. */
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

const cells = fc.string({
  unit: fc.constantFrom('a', 'ß', '€', '😀', ',', '"', '\n', '\r\n', ' '),
  maxLength: 6,
});
const tables = fc
  .integer({ min: 2, max: 4 })
  .chain((columns) =>
    fc.array(fc.array(cells, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
  );

describe('scanRows', () => {
  it('reads what was written, wherever the blocks are cut', () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.nat(200)),
        (table, end, bom, cuts) => {
          const text = table.map((row) => row.map(quoted).join(',')).join(end);
          const bytes = Buffer.from(`${bom ? '\uFEFF' : ''}${text}`);
          const places = [
            0,
            ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
            bytes.length,
          ];
          const blocks = places.slice(1).map((to, index) => bytes.subarray(places[index], to));
          const rows = scan(...blocks);
          expect(rows.map((row) => row.cells)).toEqual(table);
          const lines = table.map(
            (_, index) => 1 + (table.slice(0, index).flat().join('').match(/\n/g)?.length ?? 0) + index,
          );
          expect(rows.map(({ line }) => line)).toEqual(lines);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes the spaces around a cell away', () => {
    expect(cellsOf('a , b\t,c\r\n 1,2 , 3')).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
    ]);
  });

  it('keeps empty cells', () => {
    expect(cellsOf(',a,\n"",,""\n')).toEqual([
      ['', 'a', ''],
      ['', '', ''],
    ]);
  });

  it('passes over blank lines at the end alone', () => {
    expect(cellsOf('a,b\n1,2\n\n\r\n')).toHaveLength(2);
    expect(() => cellsOf('a,b\n\n1,2\n')).toThrow('x.csv:2: is blank, and rows follow it');
  });

  it('holds no more than one row of a mebibyte', () => {
    const block = Buffer.alloc(1 << 18, 'a');
    expect(() => scan(Buffer.from('a,b\n"'), ...Array<Buffer>(5).fill(block))).toThrow(
      'x.csv:2: goes on for more than 1 MiB',
    );
  });
});
