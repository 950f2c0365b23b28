import { rollingBeta } from '../../../statistics/rolling/rolling-beta.js';
import { rollingSharpeRatio } from '../../../statistics/rolling/rolling-sharpe-ratio.js';
import { rollingVolatility } from '../../../statistics/rolling/rolling-volatility.js';
import type { SessionReturns } from './session-returns.js';

/** Figures of every window of successive sessions. */
export interface RollingLines {
  /** How many sessions a window has. */
  readonly window: number;
  /** The last session of each window, `YYYY-MM-DD`. */
  readonly dates: readonly string[];
  readonly sharpe: readonly number[];
  /** A year's, in percent. */
  readonly volatilityPct: readonly number[];
  /** Null without a market. */
  readonly beta: readonly number[] | null;
}

/** Below this a deviation says nothing. */
const SESSIONS_MIN = 5;

/**
 * Sharpe, volatility and beta over half a year, or over a quarter or a month where the run is shorter than
 * two such windows; null where even those are too long.
 */
export const rollingLines = (run: SessionReturns): RollingLines | null => {
  const { returns, marketReturns, periodsPerYear, dates, riskFree } = run;
  const windows = [2, 4, 12].map((part) => Math.round(periodsPerYear / part));
  const window = windows.find((length) => length >= SESSIONS_MIN && 2 * length <= returns.length);
  if (window === undefined) return null;
  return {
    window,
    dates: dates.slice(window - 1),
    sharpe: rollingSharpeRatio(returns, { window, periodsPerYear, riskFreePerPeriod: riskFree }),
    volatilityPct: rollingVolatility(returns, { window, periodsPerYear }).map((value) => 100 * value),
    beta: run.market === null ? null : rollingBeta(returns, marketReturns, { window }),
  };
};
