import type { BarRows } from './bar-rows.js';

/** What the account was worth, row by row. */
export interface EquityRows {
  /** Epoch milliseconds. */
  readonly time: Float64Array;
  readonly equity: Float64Array;
}

/** The equity of rows with the money the run began with in front, at the first row's time; none of none. */
export const equityFrom = (startEquity: number, { length, ...rows }: BarRows): EquityRows => {
  if (length === 0) return rows;
  const [time, equity] = [new Float64Array(length + 1), new Float64Array(length + 1)];
  time[0] = rows.time[0] ?? Number.NaN;
  time.set(rows.time, 1);
  equity[0] = startEquity;
  equity.set(rows.equity, 1);
  return { time, equity };
};
