import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellNumber } from '../../src/sources/cells.js';
import type { Row } from '../../src/sources/scan-rows.js';

const cell = (text: string): Row => {
  const bytes = Buffer.from(`,${text},`);
  return { bytes, starts: [1], ends: [bytes.length - 1], count: 1, line: 1, hasDoubledQuotes: false };
};

const decimals = fc
  .tuple(fc.stringMatching(/^\d{0,20}$/), fc.stringMatching(/^\d{0,20}$/))
  .filter(([whole, part]) => whole !== '' || part !== '')
  .chain(([whole, part]) => fc.constantFrom(`${whole}.${part}`, whole === '' ? part : whole));

describe('cellNumber', () => {
  it('rounds every decimal as the language does', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        expect(cellNumber(cell(text), 0)).toBe(Number(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads every finite number as programs print it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(cellNumber(cell(String(value)), 0)).toBe(Number(String(value)));
      }),
    );
  });

  it.each([
    '',
    '.',
    '-',
    '+',
    'e5',
    '1e',
    '1.2.3',
    '1,5',
    '1_000',
    '0x10',
    '0b1',
    '1 2',
    'NaN',
    'Infinity',
    '1e999',
  ])('takes %p for no number', (text) => {
    expect(cellNumber(cell(text), 0)).toBeNaN();
  });
});
