import { simpleReturns } from '../../../statistics/returns/simple-returns.js';
import { dateText, dayOf } from '../../../time/civil-date.js';
import type { BarRow } from '../bar-rows.js';
import { closes } from '../closes.js';

/** A run as that engine samples it: once a calendar day, weekends and holidays too. */
export interface DailySamples {
  /** From the end of the first day on. */
  readonly equity: readonly number[];
  /** What each day but the first returned. */
  readonly returns: readonly number[];
  /** The same of the market; 0 before its first price. */
  readonly marketReturns: readonly number[];
}

/** What is sampled, from which day on, and the market beside it. */
export interface SampleInput {
  readonly rows: readonly BarRow[];
  /** `YYYY-MM-DD`, not after the first row's. */
  readonly firstDate: string;
  readonly startEquity: number;
  readonly market: string | null;
}

/**
 * Equity and market at the end of every calendar day, each day without rows repeating the one before.
 *
 * Source: LEAN, commit 2486390, `BaseResultsHandler.Sample` at every midnight; `StatisticsBuilder` drops the
 * first day's return, because the market has none.
 */
export const dailySamples = ({ rows, firstDate, startEquity, market }: SampleInput): DailySamples => {
  const prices = market === null ? [] : closes(rows, market);
  const ends = new Map<string, { readonly equity: number; readonly price: number }>();
  rows.forEach(({ sessionDate, equity }, row) => {
    ends.set(sessionDate, { equity, price: prices[row] ?? Number.NaN });
  });
  const days: { readonly equity: number; readonly price: number }[] = [];
  let last = { equity: startEquity, price: Number.NaN };
  const lastDay = dayOf(rows.at(-1)?.sessionDate ?? firstDate);
  for (let day = dayOf(firstDate); day <= lastDay; day += 1) {
    last = ends.get(dateText(day)) ?? last;
    days.push(last);
  }
  const equity = days.map((day) => day.equity);
  return {
    equity,
    returns: simpleReturns(equity),
    marketReturns: simpleReturns(days.map(({ price }) => price)).map((value) =>
      Number.isFinite(value) ? value : 0,
    ),
  };
};
