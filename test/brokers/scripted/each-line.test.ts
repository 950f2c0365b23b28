import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eachLine } from '../../../src/brokers/scripted/each-line.js';

it('gives the lines of the whole, however a socket cuts it: also in the middle of a character', () => {
  const text = 'ACK|N-1\nDONE|N-1|cancelled|0|zu spät €\n';
  const bytes = Buffer.from(text);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: bytes.length })), (cuts) => {
      const ends = [...cuts, bytes.length].sort((a, b) => a - b);
      const lines: string[] = [];
      const take = eachLine((line) => lines.push(line));
      let from = 0;
      for (const end of ends) {
        take(bytes.subarray(from, end));
        from = end;
      }
      expect(lines).toEqual(['ACK|N-1', 'DONE|N-1|cancelled|0|zu spät €']);
    }),
  );
});
