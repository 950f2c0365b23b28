import type { Mark } from '../domain/mark.js';
import type { Marks } from '../domain/marks.js';
import { dateText } from '../time/civil-date.js';

/** Marks row by row, as a test reads them. */
export const markRows = (marks: Marks): readonly Mark[] => {
  const next = new Map<string, number>();
  return Array.from(marks.at, (at, row) => ({
    at,
    sessionDate: dateText(marks.sessionDay[row] ?? Number.NaN),
    equity: marks.equity[row] ?? Number.NaN,
    exposure: marks.exposure[row] ?? Number.NaN,
    prices: Object.fromEntries(
      [...marks.prices].map(([symbol, { row: rows, open, high, low, close }]) => {
        const bar = next.get(symbol) ?? 0;
        if (rows[bar] !== row) return [symbol, null];
        next.set(symbol, bar + 1);
        const at = (column: Float64Array): number => column[bar] ?? Number.NaN;
        return [symbol, { open: at(open), high: at(high), low: at(low), close: at(close) }];
      }),
    ),
  }));
};
