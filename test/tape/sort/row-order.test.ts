import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allColumnsOf } from '../../../src/tape/columns.js';
import { emptyRows, type Rows } from '../../../src/tape/rows.js';
import { copyRows } from '../../../src/tape/sort/copy-rows.js';
import { orderOf } from '../../../src/tape/sort/row-order.js';

const streams = ['A', 'B', 'C'].map((symbol) => ({ symbol, kind: 'trade' }) as const);

/** Microseconds, close together or years apart, before 1970 too. */
const instants = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: -70_000, max: 70_000 }),
  fc.integer({ min: -(2 ** 51), max: 2 ** 51 }),
);
const places = fc.array(fc.tuple(instants, fc.integer({ min: 0, max: 2 })), { maxLength: 40 });
const ranks = fc.constantFrom([0, 1, 2], [2, 0, 1]);

const rowsOf = (said: readonly (readonly [number, number])[]): Rows => {
  const rows = emptyRows(allColumnsOf(['trade']), said.length);
  for (const [row, [micros, stream]] of said.entries()) {
    rows.at[row] = micros / 1000;
    rows.stream[row] = stream;
    if (rows.columns.price) rows.columns.price[row] = row;
  }
  rows.count = said.length;
  return rows;
};

describe('the order of rows', () => {
  it('is by time, then by the rank of their streams, then as they stood', () => {
    fc.assert(
      fc.property(places, ranks, (said, ranked) => {
        const wanted = [...said.keys()].sort((a, b) => {
          const [[one, oneStream], [other, otherStream]] = [said[a] ?? [0, 0], said[b] ?? [0, 0]];
          return one - other || (ranked[oneStream] ?? 0) - (ranked[otherStream] ?? 0) || a - b;
        });
        expect([...orderOf(rowsOf(said), Uint16Array.from(ranked))]).toEqual(wanted);
      }),
    );
  });

  it('is that in which they are copied behind others, with other numbers of their streams', () => {
    fc.assert(
      fc.property(places, fc.nat(40), (said, from) => {
        const rows = rowsOf(said);
        const to = emptyRows(allColumnsOf(['trade']), said.length + 1);
        to.count = 1;
        const order = orderOf(rows, Uint16Array.of(0, 1, 2));
        const start = Math.min(from, said.length);
        copyRows(rows, to, { order, start, end: said.length, places: Uint16Array.of(7, 8, 9), streams });
        expect([...(to.columns.price?.subarray(1, to.count) ?? [])]).toEqual([...order.subarray(start)]);
        expect(to.count).toBe(1 + said.length - start);
        for (let row = 1; row < to.count; row += 1) {
          const place = order[start + row - 1] ?? -1;
          expect([to.at[row], to.stream[row]]).toEqual([rows.at[place], 7 + (rows.stream[place] ?? 0)]);
        }
      }),
    );
  });
});
