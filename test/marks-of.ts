import type { Mark } from '../src/domain/mark.js';
import { MarkColumns } from '../src/domain/mark-columns.js';
import type { Marks } from '../src/domain/marks.js';

const DAY_MS = 86_400_000;

/** Marks out of rows as a test writes them. */
export const marksOf = (rows: readonly Mark[]): Marks => {
  const columns = new MarkColumns([...new Set(rows.flatMap(({ prices }) => Object.keys(prices)))]);
  for (const { at, sessionDate, equity, exposure, prices } of rows) {
    columns.add({ at, sessionDay: Date.parse(sessionDate) / DAY_MS, equity, exposure });
    for (const [symbol, bar] of Object.entries(prices)) if (bar) columns.price(symbol, bar);
  }
  return columns.marks();
};
