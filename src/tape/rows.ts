import type { BatchColumns } from './batch.js';
import type { Column } from './columns.js';

/** Rows of one batch; a constant of the format, so that every tape is as fast as every other. */
export const BATCH_ROWS = 65_536;

/** Rows as columns that can be written to: what a batch is made from. */
export interface Rows {
  /** How many of them mean something. */
  count: number;
  readonly stream: Uint16Array;
  /** Epoch milliseconds. */
  readonly at: Float64Array;
  readonly columns: BatchColumns;
  /** JSON of what is no number; null where a row has none. */
  readonly data: (string | null)[];
  /** On which line of its file a row stood, while that is known; no part of a tape. */
  readonly lines?: Float64Array;
}

/** Room for rows; every number is unknown. */
export const emptyRows = (columns: readonly Column[], capacity: number): Rows => ({
  count: 0,
  stream: new Uint16Array(capacity),
  at: new Float64Array(capacity),
  columns: Object.fromEntries(
    columns.flatMap(({ key, type }) => {
      if (type === 'text') return [];
      return [[key, type === 'day' ? new Int32Array(capacity) : new Float64Array(capacity).fill(Number.NaN)]];
    }),
  ),
  data: [],
  lines: new Float64Array(capacity),
});

/** Forgets all rows: a row of one kind must not show what a row of another left there. */
export const clearRows = (rows: Rows): void => {
  rows.count = 0;
  rows.data.length = 0;
  for (const column of Object.values(rows.columns)) {
    column.fill(column instanceof Float64Array ? Number.NaN : 0);
  }
};

/** Some of the rows, as a view: what is changed in it is changed in them. */
export const rowsBetween = (rows: Rows, start: number, end: number): Rows => ({
  count: end - start,
  stream: rows.stream.subarray(start, end),
  at: rows.at.subarray(start, end),
  columns: Object.fromEntries(
    Object.entries(rows.columns).map(([key, column]) => [key, column.subarray(start, end)]),
  ),
  data: rows.data.slice(start, end),
  ...(rows.lines && { lines: rows.lines.subarray(start, end) }),
});

/** Drops the first rows; the others move up, and nothing is left behind them. */
export const dropRows = (rows: Rows, count: number): void => {
  if (count === rows.count) return clearRows(rows);
  for (const column of [rows.stream, rows.at, ...Object.values(rows.columns), rows.lines]) {
    column?.copyWithin(0, count, rows.count);
  }
  rows.data.splice(0, count);
  rows.count -= count;
  for (const column of Object.values(rows.columns)) {
    column.fill(column instanceof Float64Array ? Number.NaN : 0, rows.count);
  }
};
