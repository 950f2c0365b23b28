import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Mark } from '../../src/domain/mark.js';
import { marksHash } from '../../src/journal/marks-hash.js';
import { marksOf } from '../marks-of.js';

const bar = (close: number) => ({ open: 1, high: 2.5, low: 0.1, close });
const mark = (changes: Partial<Mark> = {}): Mark => ({
  at: Date.UTC(2020, 0, 2, 21) + 0.125,
  sessionDate: '2020-01-02',
  equity: 100_000,
  exposure: 0,
  prices: { SPY: bar(2), 'EUR.USD': null },
  ...changes,
});

/** 2020-01-02 in days since 1970-01-01. */
const DAY = 18_263;
const AT = 1_577_998_800_000.125;

/** The bytes as the docstring says them, in another way than they are made. */
const hashOf = (symbols: string, numbers: readonly number[]): string => {
  const bytes = Buffer.alloc(8 * numbers.length);
  for (const [place, number] of numbers.entries()) bytes.writeDoubleLE(number, 8 * place);
  return createHash('sha256').update(`${symbols}\n`, 'utf8').update(bytes).digest('hex');
};

describe('marksHash', () => {
  it('is SHA-256 of the symbols and of the numbers of every mark', () => {
    const rows = [mark(), mark({ prices: { SPY: bar(3), 'EUR.USD': bar(4) } }), mark({ prices: {} })];
    expect(marksHash(marksOf(rows))).toBe(
      hashOf('["EUR.USD","SPY"]', [
        ...[AT, DAY, 100_000, 0, 1, 1, 1, 2.5, 0.1, 2],
        ...[AT, DAY, 100_000, 0, 2, 0, 1, 2.5, 0.1, 4, 1, 1, 2.5, 0.1, 3],
        ...[AT, DAY, 100_000, 0, 0],
      ]),
    );
  });

  it('is the same however long the blocks are in which it reads', () => {
    const count = 10_000;
    const row = [AT, DAY, 100_000, 0, 1, 0, 1, 2.5, 0.1, 2];
    const rows = Array.from({ length: count }, () => mark({ prices: { SPY: bar(2) } }));
    expect(marksHash(marksOf(rows))).toBe(hashOf('["SPY"]', Array.from({ length: count }, () => row).flat()));
  });

  it('takes -0 for 0', () => {
    expect(marksHash(marksOf([mark({ exposure: -0 })]))).toBe(marksHash(marksOf([mark()])));
  });

  it('does not ask in which order symbols were named, nor who had no bar', () => {
    const other = mark({ prices: { 'EUR.USD': null, SPY: bar(2) } });
    expect(marksHash(marksOf([other]))).toBe(marksHash(marksOf([mark()])));
  });

  it.each<[string, Partial<Mark>]>([
    ['time', { at: 1 }],
    ['day', { sessionDate: '2020-01-03' }],
    ['equity', { equity: 100_000.00000000001 }],
    ['exposure', { exposure: 1 }],
    ['price', { prices: { SPY: bar(2.0000000000000004), 'EUR.USD': null } }],
    ['symbol', { prices: { SPY: null, 'EUR.USD': bar(2) } }],
  ])('sees another %s', (_, changes) => {
    expect(marksHash(marksOf([mark(changes)]))).not.toBe(marksHash(marksOf([mark()])));
  });
});
