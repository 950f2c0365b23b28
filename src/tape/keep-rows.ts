import type { Rows } from './rows.js';

/**
 * Takes rows out in place: those that stay move up, in their order.
 *
 * @param isKept Told of a row before any that is above it has moved.
 */
export const keepRows = (rows: Rows, isKept: (row: number) => boolean): void => {
  const columns = [...Object.values(rows.columns), ...(rows.lines ? [rows.lines] : [])];
  let kept = 0;
  for (let row = 0; row < rows.count; row += 1) {
    if (!isKept(row)) continue;
    if (kept !== row) {
      rows.stream[kept] = rows.stream[row] ?? 0;
      rows.at[kept] = rows.at[row] ?? Number.NaN;
      for (const column of columns) column[kept] = column[row] ?? Number.NaN;
      if (rows.data.length > 0) rows.data[kept] = rows.data[row] ?? null;
    }
    kept += 1;
  }
  rows.count = kept;
};
