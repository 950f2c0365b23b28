import type { EntryOf } from '../../../domain/journal.js';
import type { TradeRecord } from '../../../domain/trade-record.js';
import type { BarRange } from '../../../statistics/trades/excursions.js';

/**
 * The bars that a trade may have met, in the units in which it ended: a split in between divides the prices of
 * bars before it, as it has divided the price at which the trade was entered.
 */
export const barsOfTrade = (
  { symbol, entryAt, exitAt }: Pick<TradeRecord, 'symbol' | 'entryAt' | 'exitAt'>,
  bars: readonly BarRange[],
  actions: readonly EntryOf<'action'>[],
): readonly BarRange[] => {
  // The venue's times: what fills at the very open of a day comes after the split of that day.
  const splits = actions.flatMap(({ symbol: of, body: { action, value, happenedAt } }) =>
    of === symbol && action === 'split' && happenedAt > entryAt && happenedAt <= exitAt
      ? [{ value, happenedAt }]
      : [],
  );
  if (splits.length === 0) return bars;
  return bars
    .filter(({ at }) => at > entryAt && at <= exitAt)
    .map(({ at, high, low }) => {
      const later = splits.filter(({ happenedAt }) => happenedAt >= at);
      const ratio = later.reduce((product, { value }) => product * value, 1);
      return { at, high: high / ratio, low: low / ratio };
    });
};
