import type { EntryOf } from '../../domain/journal.js';
import type { BarRows } from './bar-rows.js';

/**
 * A symbol's close in each row, its last one where the row came from another symbol; NaN
 * before its first bar. A symbol with a bar in every row gives its own column, which is not to be changed.
 *
 * After a split or a dividend closes go on as if nothing had been split or paid, so that the change between
 * any two of them is what holding the symbol returned, dividends put back into it at the price after them.
 */
export const closes = (
  rows: BarRows,
  symbol: string,
  actions: readonly EntryOf<'action'>[] = [],
): Float64Array => {
  const own = actions.filter((entry) => entry.symbol === symbol);
  const bars = rows.prices.get(symbol);
  if (own.length === 0 && bars?.close.length === rows.length) return bars.close;
  const found = new Float64Array(rows.length);
  let last = Number.NaN;
  let growth = 1;
  let next = 0;
  let bar = 0;
  for (let row = 0; row < rows.length; row += 1) {
    const at = rows.at[row] ?? Number.NaN;
    for (let entry = own[next]; entry && entry.at < at; entry = own[next]) {
      growth *= growthOf(entry);
      next += 1;
    }
    if (bars?.row[bar] === row) {
      last = (bars.close[bar] ?? Number.NaN) * growth;
      bar += 1;
    }
    found[row] = last;
  }
  return found;
};

/** What one unit has become, in units at the price after. */
const growthOf = ({ body: { action, value, price } }: EntryOf<'action'>): number => {
  if (action === 'split') return value;
  return price === null || price <= 0 ? 1 : (price + value) / price;
};
