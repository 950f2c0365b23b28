import type { EntryOf } from '../../../domain/journal.js';
import type { SymbolPrices } from '../../../domain/marks.js';
import type { BarReader } from '../../../statistics/trades/excursions.js';
import type { BarRows } from '../../statistics/bar-rows.js';

/** The bars of one symbol where they stand on the axis of time, as columns. */
export interface SymbolBars extends Omit<SymbolPrices, 'row'> {
  readonly length: number;
  /** Epoch milliseconds; of a bar of a day its date's midnight. */
  readonly time: Float64Array;
  /** Each bar's end, epoch milliseconds. */
  readonly at: Float64Array;
}

/**
 * The bars of each symbol of a run, in order of time; the symbol that came first is the first.
 *
 * A symbol that had none, because the run was on quotes, has the prices at which it was traded.
 */
export const symbolBars = (
  rows: BarRows,
  fills: readonly EntryOf<'fill'>[],
): ReadonlyMap<string, SymbolBars> => {
  const bars = [...rows.prices]
    .filter(([, { row }]) => row.length > 0)
    .toSorted(([, left], [, right]) => (left.row[0] ?? 0) - (right.row[0] ?? 0));
  const own = new Map(bars.map(([symbol, prices]) => [symbol, barsOf(rows, prices)]));
  const traded = new Map<string, EntryOf<'fill'>[]>();
  for (const fill of fills) {
    const { symbol } = fill;
    if (symbol === null || own.has(symbol)) continue;
    const known = traded.get(symbol);
    if (known) known.push(fill);
    else traded.set(symbol, [fill]);
  }
  return new Map([...own, ...[...traded].map(([symbol, some]) => [symbol, pricesPaid(some)] as const)]);
};

const barsOf = (rows: BarRows, { row, ...prices }: SymbolPrices): SymbolBars => {
  const isEvery = row.length === rows.length;
  const placed = (column: Float64Array): Float64Array =>
    isEvery ? column : Float64Array.from(row, (each) => column[each] ?? Number.NaN);
  return { ...prices, length: row.length, time: placed(rows.time), at: placed(rows.at) };
};

const pricesPaid = (fills: readonly EntryOf<'fill'>[]): SymbolBars => {
  const at = Float64Array.from(fills, ({ body }) => body.happenedAt);
  const price = Float64Array.from(fills, ({ body }) => body.price);
  return { length: fills.length, time: at, at, open: price, high: price, low: price, close: price };
};

/** Reads the bars of a symbol one by one; none of a symbol that has none. */
export const barReader = (bars: SymbolBars | undefined): BarReader => ({
  length: bars?.length ?? 0,
  at: (row) => bars?.at[row],
  high: (row) => bars?.high[row],
  low: (row) => bars?.low[row],
});
