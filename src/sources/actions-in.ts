import type { CorporateAction } from '../domain/market-event.js';
import type { Calendar } from '../time/calendar.js';
import { dateText } from '../time/civil-date.js';
import { startOfDay } from '../time/zone.js';
import type { Factor, FactorRow } from './factors.js';
import { RowFault } from './row-fault.js';
import { simplestFraction } from './simplest-fraction.js';

/** Where a symbol's days begin. */
export interface ActionDays {
  readonly symbol: string;
  readonly calendar: Calendar | undefined;
  /** The zone of days where no calendar is known. */
  readonly timeZone: string;
  /**
   * A row of the day before may be known at the very midnight: without a calendar a bar of a day ends there.
   */
  readonly touchesMidnight: boolean;
}

/** Factors are written with seven decimals, and so are wrong by half a unit of the last, and by noise. */
const ROUNDING = 5.001e-8;
/** Below it a factor has no digit that is surely right. */
const LEAST = 1e-6;
const MICROSECOND_MS = 0.001;
const NOTHING: Factor = { price: 1, split: 1 };

/**
 * The splits and dividends that a factor file stands for, oldest first, each at 00:00 of its ex-day: after
 * every row of the day before, before any of its own, those before the session's open among them.
 *
 * A row's factors hold up to its last day, so the next session is the ex-day (the next day where no calendar
 * is known). As LEAN reads its own files (`CorporateFactorRow.GetSplit` and `GetDividend`):
 *
 *     new for one old = next row's split factor / this row's
 *     dividend        = reference price x (1 - this row's price factor / next row's)
 *
 * The reference price is the raw close of the row's last day. A split is the simplest fraction that both
 * factors can be roundings of (0.25 / 0.0357143 is 7, not 6.9999972), none where that is 1. A dividend is not
 * rounded, where LEAN rounds to cents: funds pay parts of a cent. On one day the dividend comes first, as it
 * is paid on old units.
 *
 * @throws RowFault where a dividend has no reference price to be computed from, where a price factor falls (a
 * dividend that who holds would pay), and where split factors are too small to tell a split.
 */
export const actionsIn = (rows: readonly FactorRow[], days: ActionDays): readonly CorporateAction[] =>
  rows.flatMap((row, index) => {
    const next = rows[index + 1] ?? NOTHING;
    const dividend = dividendOf(row, next);
    const split = splitOf(row, next);
    if (dividend === 0 && split === 1) return [];
    const happenedAt = exDayOf(row.lastDay, days);
    const at = days.touchesMidnight ? happenedAt + MICROSECOND_MS : happenedAt;
    const head = { kind: 'action', symbol: days.symbol, at, happenedAt } as const;
    return [
      ...(dividend === 0 ? [] : [{ ...head, action: 'dividend' as const, value: dividend }]),
      ...(split === 1 ? [] : [{ ...head, action: 'split' as const, value: split }]),
    ];
  });

const splitOf = (row: FactorRow, next: Factor): number => {
  if (row.split === next.split) return 1;
  if (row.split < LEAST || next.split < LEAST) {
    const date = dateText(row.lastDay);
    throw new RowFault(`the split after ${date} cannot be told from factors ${row.split} and ${next.split}`);
  }
  return simplestFraction(
    (next.split - ROUNDING) / (row.split + ROUNDING),
    (next.split + ROUNDING) / (row.split - ROUNDING),
  );
};

const dividendOf = ({ lastDay, price, referencePrice }: FactorRow, next: Factor): number => {
  if (price === next.price) return 0;
  const date = dateText(lastDay);
  if (price > next.price) {
    throw new RowFault(
      `the price factor falls after ${date}, from ${price} to ${next.price}: no dividend does`,
    );
  }
  if (referencePrice > 0) return referencePrice * (1 - price / next.price);
  throw new RowFault(`the dividend after ${date} needs its referencePrice, the raw close of that day`);
};

const exDayOf = (lastDay: number, { calendar, timeZone }: ActionDays): number => {
  const after = dateText(lastDay + 1);
  return calendar ? startOfDay(sessionDate(after, calendar), calendar.timeZone) : startOfDay(after, timeZone);
};

/**
 * Factors may reach back to years that a calendar does not know, where there are no rows to stand between.
 */
const sessionDate = (after: string, calendar: Calendar): string => {
  try {
    return calendar.sessionOnOrAfter(after).date;
  } catch (cause) {
    if (cause instanceof RangeError) return after;
    throw cause;
  }
};
