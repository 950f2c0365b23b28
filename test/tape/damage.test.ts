import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { MillraceError } from '../../src/domain/millrace-error.js';
import { readBatches } from '../../src/tape/read-batches.js';
import { openTape } from '../../src/tape/tape-file.js';
import { scratchFolder } from '../sources/source-fixture.js';
import { written } from './written.js';

const write = scratchFolder();
const whole = write('whole.tape', '');
const broken = write('broken.tape', '');

/** Small enough that a bit in twenty lies where no column does: in padding, messages, names, the footer. */
const trades: readonly MarketEvent[] = Array.from({ length: 101 }, (_, index) => ({
  kind: 'trade',
  symbol: index % 3 === 0 ? 'A' : 'BCD',
  at: 1_700_000_000_000 + index,
  happenedAt: 1_700_000_000_000 + index - 1,
  price: 10 + index / 7,
  size: index % 5 === 0 ? null : index,
}));

const readThrough = async (path: string): Promise<number> => {
  const tape = openTape(path);
  let rows = 0;
  for await (const batch of readBatches(tape, { first: 0, end: tape.meta.batches.length }))
    rows += batch.rows;
  return rows;
};

const codeOf = async (bytes: Buffer): Promise<string> => {
  write('broken.tape', bytes);
  try {
    return `read ${await readThrough(broken)} rows`;
  } catch (error) {
    if (error instanceof MillraceError) return error.code;
    throw error;
  }
};

describe('a tape that is not as it was written', () => {
  let bytes = Buffer.alloc(0);
  beforeAll(async () => {
    await written(whole, trades);
    bytes = readFileSync(whole);
  });

  it('is read while nothing is wrong', async () => {
    expect(await codeOf(bytes)).toBe(`read ${trades.length} rows`);
  });

  it('is refused when it is cut off anywhere', async () => {
    const cut = fc.integer({ min: 0, max: bytes.length - 1 });
    await fc.assert(
      fc.asyncProperty(cut, async (length) => {
        expect(await codeOf(bytes.subarray(0, length))).toBe('TAPE_CUT_SHORT');
      }),
      { numRuns: 200, examples: [[0], [5], [6], [8], [bytes.length - 1], [bytes.length - 6]] },
    );
  });

  it('is refused when any bit of it has turned', async () => {
    const bit = fc.integer({ min: 0, max: bytes.length * 8 - 1 });
    await fc.assert(
      fc.asyncProperty(bit, async (index) => {
        const turned = Buffer.from(bytes);
        turned[index >> 3] = (turned[index >> 3] ?? 0) ^ (1 << (index & 7));
        expect(await codeOf(turned)).toMatch(/^TAPE_(DAMAGED|FOREIGN|VERSION|CUT_SHORT)$/);
      }),
      { numRuns: 1000, examples: [[0], [7 * 8], [bytes.length * 8 - 1], [(bytes.length - 10) * 8]] },
    );
  });

  it('is refused with anything behind its end, or in its middle', async () => {
    expect(await codeOf(Buffer.concat([bytes, Buffer.from('x')]))).toBe('TAPE_CUT_SHORT');
    const middle = bytes.length >> 1;
    const longer = [bytes.subarray(0, middle), Buffer.alloc(8), bytes.subarray(middle)];
    expect(await codeOf(Buffer.concat(longer))).toBe('TAPE_DAMAGED');
    expect(await codeOf(Buffer.concat([bytes, bytes]))).toBe('TAPE_DAMAGED');
  });

  it('is told apart from what never was a tape', async () => {
    expect(await codeOf(Buffer.from('date,open\n2020-01-02,1\n'))).toBe('TAPE_FOREIGN');
    expect(() => openTape(`${whole}.missing`)).toThrow(expect.objectContaining({ code: 'FILE_MISSING' }));
  });
});
