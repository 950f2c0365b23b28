import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { openTape } from '../../src/tape/tape-file.js';
import { verifyTape } from '../../src/tape/verify-tape.js';
import { scratchFolder } from '../sources/source-fixture.js';
import { written } from './written.js';

const write = scratchFolder();
const trades: readonly MarketEvent[] = [1, 2, 3].map((place) => {
  const at = 1_700_000_000_000 + place;
  return { kind: 'trade', symbol: 'A', at, happenedAt: at, price: place, size: 1 };
});

/** The checksum of an end that was changed, as a writer would make it. */
const checked = (bytes: Buffer): Buffer => {
  const footer = bytes.length - 10 - bytes.readInt32LE(bytes.length - 10);
  const check = crc32(bytes.subarray(footer), crc32(bytes.subarray(footer - 16, footer - 4)));
  bytes.writeUInt32LE(check, footer - 4);
  return bytes;
};

describe('verifyTape', () => {
  it('tells the hash of the rows that it has read', async () => {
    const path = write('well.tape', '');
    const { contentHash } = await written(path, trades);
    expect(await verifyTape(path)).toEqual({ rows: 3, contentHash });
  });

  it('refuses a tape whose rows, every checksum being right, are not those of its hash', async () => {
    const path = write('other.tape', '');
    const { contentHash } = await written(path, trades);
    const { contentHash: other } = await written(write('two.tape', ''), trades.slice(1));
    const bytes = readFileSync(path);
    bytes.write(other, bytes.indexOf(contentHash), 'latin1');
    write('other.tape', checked(bytes));
    expect(openTape(path).meta.contentHash).toBe(other);
    await expect(verifyTape(path)).rejects.toMatchObject({
      code: 'TAPE_DAMAGED',
      message: expect.stringContaining(`its rows have the hash ${contentHash} and not ${other}`),
    });
  });
});
