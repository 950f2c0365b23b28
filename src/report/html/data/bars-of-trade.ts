import type { EntryOf } from '../../../domain/journal.js';
import type { TradeRecord } from '../../../domain/trade-record.js';
import type { BarReader } from '../../../statistics/trades/excursions.js';

/**
 * The bars of a trade's symbol, in the units in which it ended: a split in between divides the prices of
 * bars before it, as it has divided the price at which the trade was entered.
 */
export const barsOfTrade = (
  { symbol, entryAt, exitAt }: Pick<TradeRecord, 'symbol' | 'entryAt' | 'exitAt'>,
  bars: BarReader,
  actions: readonly EntryOf<'action'>[],
): BarReader => {
  // The venue's times: what fills at the very open of a day comes after the split of that day.
  const splits = actions.flatMap(({ symbol: of, body: { action, value, happenedAt } }) =>
    of === symbol && action === 'split' && happenedAt > entryAt && happenedAt <= exitAt
      ? [{ value, happenedAt }]
      : [],
  );
  if (splits.length === 0) return bars;
  const moved = (row: number, price: number | undefined): number => {
    const at = bars.at(row) ?? Number.NaN;
    const later = splits.filter(({ happenedAt }) => happenedAt >= at);
    return (price ?? Number.NaN) / later.reduce((product, { value }) => product * value, 1);
  };
  return {
    ...bars,
    high: (row) => moved(row, bars.high(row)),
    low: (row) => moved(row, bars.low(row)),
  };
};
