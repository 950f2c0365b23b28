import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { openTape } from '../../src/tape/tape-file.js';
import { TAPE_VERSION } from '../../src/tape/tape-meta.js';
import { scratchFolder } from '../sources/source-fixture.js';
import { written } from './written.js';

const write = scratchFolder();

it('refuses the tape of another version, in every other way as it should be', async () => {
  const path = write('v.tape', '');
  await written(path, [
    { kind: 'trade', symbol: 'A', at: 1_700_000_000_000, happenedAt: 1_700_000_000_000, price: 1, size: 1 },
  ]);
  const bytes = readFileSync(path);
  const footer = bytes.length - 10 - bytes.readInt32LE(bytes.length - 10);
  const trailer = footer - 16;
  expect(bytes.toString('latin1', trailer, trailer + 8)).toBe('millrace');
  bytes.writeUInt32LE(TAPE_VERSION + 1, trailer + 8);
  bytes.writeUInt32LE(
    crc32(bytes.subarray(footer), crc32(bytes.subarray(trailer, trailer + 12))),
    trailer + 12,
  );
  expect(() => openTape(write('v2.tape', bytes))).toThrow(
    expect.objectContaining({
      code: 'TAPE_VERSION',
      facts: expect.objectContaining({ version: TAPE_VERSION + 1, known: TAPE_VERSION }),
    }),
  );
});
