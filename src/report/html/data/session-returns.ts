import type { RunFacts } from '../../run-facts.js';
import type { BarRow } from '../../statistics/bar-rows.js';
import { decidingRows } from '../../statistics/deciding-rows.js';
import { marketOf } from '../../statistics/market-of.js';
import { type Sessions, sessions } from '../../statistics/standard/sessions.js';

/** A run as its charts and tables read it, cut into sessions as the standard statistics cut it. */
export interface SessionReturns extends Sessions {
  /** From the first bar that decides. */
  readonly rows: readonly BarRow[];
  /** What the run is compared with; null where there is nothing, or no price of it for a part of the run. */
  readonly market: string | null;
  readonly startEquity: number;
  /** The risk-free rate of a period, a fraction. */
  readonly riskFree: number;
}

/** Cuts a run into sessions. */
export const sessionReturns = (facts: RunFacts): SessionReturns => {
  const rows = decidingRows(facts);
  const { startEquity } = facts;
  const market = marketOf(facts);
  const cut = sessions({ rows, startEquity, market });
  const isWhole = cut.returns.length > 0 && !cut.marketReturns.some(Number.isNaN);
  return {
    ...cut,
    rows,
    market: isWhole ? market : null,
    startEquity,
    riskFree: facts.riskFreeRate / cut.periodsPerYear,
  };
};
