import { MarkColumns } from './mark-columns.js';
import type { Marks } from './marks.js';

/** Marks that follow each other as one: a run whose parts were marked one by one. */
export const joinMarks = (parts: readonly Marks[]): Marks => {
  const joined = new MarkColumns([...new Set(parts.flatMap(({ prices }) => [...prices.keys()]))]);
  for (const part of parts) append(joined, part);
  return joined.marks();
};

const append = (joined: MarkColumns, { length, at, sessionDay, equity, exposure, prices }: Marks): void => {
  const next = new Map([...prices.keys()].map((symbol) => [symbol, 0]));
  for (let row = 0; row < length; row += 1) {
    joined.add({
      at: at[row] ?? Number.NaN,
      sessionDay: sessionDay[row] ?? 0,
      equity: equity[row] ?? Number.NaN,
      exposure: exposure[row] ?? Number.NaN,
    });
    for (const [symbol, bars] of prices) {
      const bar = next.get(symbol) ?? 0;
      if (bars.row[bar] !== row) continue;
      next.set(symbol, bar + 1);
      const [open = 0, high = 0, low = 0, close = 0] = [
        bars.open[bar],
        bars.high[bar],
        bars.low[bar],
        bars.close[bar],
      ];
      joined.price(symbol, { open, high, low, close });
    }
  }
};
