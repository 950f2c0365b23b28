import { covariance } from '../../../statistics/numbers/covariance.js';
import { mean } from '../../../statistics/numbers/mean.js';
import type { RiskInput } from './risk-figures.js';

/**
 * How the run moves with its market and what it earns apart from it; alpha and tracking error as fractions.
 */
export interface MarketFigures {
  readonly alpha: number;
  readonly beta: number;
  readonly treynor: number;
  readonly trackingError: number;
  readonly informationRatio: number;
}

/**
 * The run against a market with returns b, with P periods a year and f = risk-free rate / P.
 *
 * Beta: cov(r, b) / var(b). Alpha: (1 + mean(r - f - beta (b - f)))^P - 1 (both as empyrical). Treynor:
 * mean(r - f) P / beta. Tracking error: sample deviation of r - b, times sqrt(P). Information ratio:
 * mean(r - b) P / tracking error (Grinold and Kahn, "Active Portfolio Management"; empyrical's excess Sharpe
 * times sqrt(P)).
 */
export const marketFigures = (run: RiskInput, marketReturns: readonly number[]): MarketFigures => {
  const { returns, periodsPerYear } = run;
  const free = run.riskFreeRate / periodsPerYear;
  const beta = covariance(returns, marketReturns) / covariance(marketReturns, marketReturns);
  const pairs = returns.map((own, index) => ({ own, market: marketReturns[index] ?? Number.NaN }));
  const apart = mean(pairs.map(({ own, market }) => own - free - beta * (market - free)));
  const active = pairs.map(({ own, market }) => own - market);
  const trackingError = Math.sqrt(covariance(active, active) * periodsPerYear);
  return {
    alpha: (1 + apart) ** periodsPerYear - 1,
    beta,
    treynor: (mean(returns.map((value) => value - free)) * periodsPerYear) / beta,
    trackingError,
    informationRatio: (mean(active) * periodsPerYear) / trackingError,
  };
};
