import type { Rows } from '../../../tape/rows.js';
import { isOrdered, orderOf } from '../../../tape/sort/row-order.js';

/**
 * The rows in the declared order, those of one stream and instant as they were written (by their `lines`)
 * whatever partitions they lie in; undefined where they stand so already.
 */
export const sequenceOf = (rows: Rows, ranks: Uint16Array): Uint32Array | undefined => {
  const { count, at, stream, lines } = rows;
  let order = isOrdered(rows, ranks) ? undefined : orderOf(rows, ranks);
  if (!lines) return order;
  let start = 0;
  let isWritten = true;
  for (let index = 1; index <= count; index += 1) {
    const before = order ? (order[index - 1] ?? 0) : index - 1;
    const row = order ? (order[index] ?? 0) : index;
    const isTie = index < count && at[row] === at[before] && stream[row] === stream[before];
    if (isTie) {
      if ((lines[before] ?? 0) > (lines[row] ?? 0)) isWritten = false;
      continue;
    }
    if (!isWritten) {
      order ??= Uint32Array.from({ length: count }, (_, place) => place);
      order.subarray(start, index).sort((a, b) => (lines[a] ?? 0) - (lines[b] ?? 0) || a - b);
      isWritten = true;
    }
    start = index;
  }
  return order;
};
