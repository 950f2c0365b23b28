import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sequenceOf } from '../../../../src/sources/kafka/replay/sequence-of.js';
import { emptyRows } from '../../../../src/tape/rows.js';

describe('the sequence of rows of several partitions', () => {
  it('is by time and stream, and of one instant as they were written', () => {
    const few = fc.integer({ min: 0, max: 2 });
    fc.assert(
      fc.property(fc.array(fc.tuple(few, few, few), { maxLength: 12 }), (said) => {
        const rows = emptyRows([], said.length);
        rows.count = said.length;
        for (const [row, [at, stream, line]] of said.entries()) {
          rows.at[row] = at;
          rows.stream[row] = stream;
          if (rows.lines) rows.lines[row] = line;
        }
        const wanted = said
          .map(([at, stream, line], row) => [at, stream, line, row] as const)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3])
          .map(([, , , row]) => row);
        const order = sequenceOf(rows, Uint16Array.of(0, 1, 2));
        expect([...(order ?? wanted.keys())]).toEqual(wanted);
      }),
    );
  });
});
