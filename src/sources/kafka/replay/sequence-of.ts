import type { Rows } from '../../../tape/rows.js';
import { isOrdered, orderOf } from '../../../tape/sort/row-order.js';

/**
 * The rows in the declared order, those of one stream and instant as they were written (by their `lines`)
 * whatever partitions they lie in; undefined where they stand so already.
 */
export const sequenceOf = (rows: Rows, ranks: Uint16Array): Uint32Array | undefined => {
  const isSorted = isOrdered(rows, ranks);
  const order = isSorted ? Uint32Array.from({ length: rows.count }, (_, row) => row) : orderOf(rows, ranks);
  let isMoved = !isSorted;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && isTie(rows, order[start] ?? 0, order[end] ?? 0)) end += 1;
    const tied = order.subarray(start, end);
    if (end - start > 1 && !isWritten(rows, tied)) {
      const lines = rows.lines ?? new Float64Array(0);
      tied.sort((a, b) => (lines[a] ?? 0) - (lines[b] ?? 0) || a - b);
      isMoved = true;
    }
    start = end;
  }
  return isMoved ? order : undefined;
};

const isTie = ({ at, stream }: Rows, one: number, other: number): boolean =>
  at[one] === at[other] && stream[one] === stream[other];

/** Whether rows that tie stand as they were written. */
const isWritten = ({ lines }: Rows, tied: Uint32Array): boolean =>
  tied.every((row, index) => index === 0 || !((lines?.[tied[index - 1] ?? 0] ?? 0) > (lines?.[row] ?? 0)));
