import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byteHash } from '../../src/journal/byte-hash.js';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const word = fc.string({ unit: 'grapheme', maxLength: 12 });
/** Some shorter, some longer than what waits for the hash. */
const piece = fc.tuple(word, fc.constantFrom(1, 3, 2_000, 30_000)).map(([text, times]) => text.repeat(times));

describe('byteHash', () => {
  it('is that of the whole text, in whatever pieces it comes and whenever it is asked', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const hash = byteHash();
        let whole = '';
        for (const each of pieces) {
          hash.add(Buffer.from(each));
          whole += each;
          if (each.length > 10) expect(hash.digest()).toBe(sha256(whole));
        }
        expect(hash.digest()).toBe(sha256(whole));
      }),
      { numRuns: 60 },
    );
  });
});
