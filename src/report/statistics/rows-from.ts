import type { SymbolPrices } from '../../domain/marks.js';
import type { BarRows } from './bar-rows.js';

/** The rows from one on, as if the run had begun there; what can be is not copied. */
export const rowsFrom = (rows: BarRows, from: number): BarRows => {
  if (from === 0) return rows;
  const own = (prices: SymbolPrices): SymbolPrices => {
    const isEvery = prices.row.length === rows.length;
    const first = prices.row.findIndex((row) => row >= from);
    const bar = first < 0 ? prices.row.length : first;
    return {
      // Where every row has its bar, the first of any rows are numbered alike.
      row: isEvery ? prices.row.subarray(0, -from) : prices.row.subarray(bar).map((row) => row - from),
      open: prices.open.subarray(bar),
      high: prices.high.subarray(bar),
      low: prices.low.subarray(bar),
      close: prices.close.subarray(bar),
    };
  };
  return {
    length: rows.length - from,
    time: rows.time.subarray(from),
    at: rows.at.subarray(from),
    sessionDay: rows.sessionDay.subarray(from),
    equity: rows.equity.subarray(from),
    exposure: rows.exposure.subarray(from),
    prices: new Map([...rows.prices].map(([symbol, prices]) => [symbol, own(prices)])),
  };
};
