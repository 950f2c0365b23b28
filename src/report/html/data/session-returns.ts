import type { RunFacts } from '../../run-facts.js';
import { type BarRows, barRows } from '../../statistics/bar-rows.js';
import { withoutWarmup } from '../../statistics/deciding-rows.js';
import { marketOf } from '../../statistics/market-of.js';
import { type Sessions, sessions } from '../../statistics/standard/sessions.js';

/** A run as its charts and tables read it, cut into sessions as the standard statistics cut it. */
export interface SessionReturns extends Sessions {
  /** All bars, those of the warm-up too. */
  readonly bars: BarRows;
  /** From the first bar that decides. */
  readonly rows: BarRows;
  /** What the run is compared with; null where there is nothing, or no price of it for a part of the run. */
  readonly market: string | null;
  readonly startEquity: number;
  /** The risk-free rate of a period, a fraction. */
  readonly riskFree: number;
}

/** Cuts a run into sessions. */
export const sessionReturns = (facts: RunFacts): SessionReturns => {
  const bars = barRows(facts.marks);
  const rows = withoutWarmup(bars, facts.warmupBars);
  const { startEquity, actions } = facts;
  const market = marketOf(facts);
  const cut = sessions({ rows, startEquity, market, actions });
  const isWhole = cut.returns.length > 0 && !cut.marketReturns.some(Number.isNaN);
  return {
    ...cut,
    bars,
    rows,
    market: isWhole ? market : null,
    startEquity,
    riskFree: facts.riskFreeRate / cut.periodsPerYear,
  };
};
