import { simpleReturns } from '../../../statistics/returns/simple-returns.js';
import type { BarRows } from '../bar-rows.js';
import { closes } from '../closes.js';
import { sessionEnds } from '../session-ends.js';

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
  readonly rows: BarRows;
  /** In days since 1970-01-01, not after the first row's. */
  readonly firstDay: number;
  readonly startEquity: number;
  readonly market: string | null;
}

/**
 * Equity and market at the end of every calendar day, each day without rows repeating the one before.
 *
 * Source: LEAN, commit 2486390, `BaseResultsHandler.Sample` at every midnight; `StatisticsBuilder` drops the
 * first day's return, because the market has none.
 */
export const dailySamples = ({ rows, firstDay, startEquity, market }: SampleInput): DailySamples => {
  const prices = market === null ? new Float64Array() : closes(rows, market);
  const ends = sessionEnds(rows);
  const days: { readonly equity: number; readonly price: number }[] = [];
  let last = { equity: startEquity, price: Number.NaN };
  const lastDay = rows.sessionDay.at(-1) ?? firstDay;
  for (let day = firstDay; day <= lastDay; day += 1) {
    const row = ends.get(day);
    if (row !== undefined) {
      last = { equity: rows.equity[row] ?? Number.NaN, price: prices[row] ?? Number.NaN };
    }
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
