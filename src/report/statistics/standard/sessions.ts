import type { EntryOf } from '../../../domain/journal.js';
import { median } from '../../../statistics/numbers/median.js';
import { simpleReturns } from '../../../statistics/returns/simple-returns.js';
import { dateText } from '../../../time/civil-date.js';
import type { BarRows } from '../bar-rows.js';
import { closes } from '../closes.js';
import { daysPerYear } from '../days-per-year.js';
import { sessionEnds } from '../session-ends.js';

/** A run cut into sessions: what the account and its market returned in each. */
export interface Sessions {
  readonly periodsPerYear: number;
  /** The session's date, `YYYY-MM-DD`, of each return. */
  readonly dates: readonly string[];
  readonly returns: readonly number[];
  /** Of the market, session by session; NaN without one. */
  readonly marketReturns: readonly number[];
  /** Of the market in each row, as `closes` has them; none without one. */
  readonly marketCloses: Float64Array;
}

/** What to cut: the rows from the first bar that decides on, and what the account held at it. */
export interface SessionInput {
  readonly rows: BarRows;
  readonly startEquity: number;
  readonly market: string | null;
  readonly actions: readonly EntryOf<'action'>[];
}

/**
 * Returns by session, grouped by `sessionDate` (never by the UTC date of a time).
 *
 * The first row is the first that could decide: it gives the market's price to start from, and the account
 * starts with `startEquity`; then the last value of each session counts. So a run on daily bars has a return
 * for every bar after its warm-up, an intraday run one for its first session too, and all returns together
 * compound to the run's. After the session in which the account is gone (at 0 or below) it has none: NaN.
 * Sessions a median of 7 days apart are weeks (52 a year), of 28 or more months (12),
 * of 360 or more years.
 */
export const sessions = ({ rows, startEquity, market, actions }: SessionInput): Sessions => {
  const prices = market === null ? new Float64Array() : closes(rows, market, actions);
  const ends = sessionEnds(rows, 1);
  const lastRows = [...ends.values()];
  const days = [...ends.keys()];
  return {
    periodsPerYear: periodsPerYear(days),
    marketCloses: prices,
    dates: days.map(dateText),
    returns: untilGone([startEquity, ...lastRows.map((row) => rows.equity[row] ?? Number.NaN)]),
    marketReturns: simpleReturns([0, ...lastRows].map((row) => prices[row] ?? Number.NaN)),
  };
};

/** An account that is gone returns nothing: three times the debt would count as a gain of 200 %. */
const untilGone = (worth: readonly number[]): number[] => {
  const gone = worth.findIndex((money) => money <= 0);
  const returns = simpleReturns(worth);
  return gone < 0 ? returns : returns.map((value, index) => (index < gone ? value : Number.NaN));
};

const periodsPerYear = (days: readonly number[]): number => {
  const gap = median(days.slice(1).map((day, index) => day - (days[index] ?? Number.NaN)));
  if (gap >= 360) return 1;
  if (gap >= 28) return 12;
  return gap === 7 ? 52 : daysPerYear(days);
};
