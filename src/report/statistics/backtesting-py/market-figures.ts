import { covariance } from '../../../statistics/numbers/covariance.js';
import { relativeChange } from './relative-change.js';

/** How the run compares with having held its one symbol; returns as fractions. */
export interface MarketFigures {
  readonly buyHoldReturn: number;
  readonly beta: number;
  readonly alpha: number;
}

/** The curves to compare, and what they are measured by. */
export interface MarketInput {
  readonly equity: Float64Array;
  readonly closes: Float64Array;
  readonly warmupBars: number;
  readonly riskFreeRate: number;
}

/**
 * The run against its market as backtesting.py 0.6.6 computes it.
 *
 * Buy & hold: the last close over the close of the bar with index `warmupBars` (the first for which every
 * indicator has a value). Beta: covariance of the log returns of equity and close over all bars, over the
 * variance of the close's. Alpha: return - risk free - beta (buy & hold - risk free).
 */
export const marketFigures = ({ equity, closes, warmupBars, riskFreeRate }: MarketInput): MarketFigures => {
  const market = logReturns(closes);
  const beta = covariance(logReturns(equity), market) / covariance(market, market);
  const buyHoldReturn = relativeChange(closes.subarray(warmupBars));
  const excess = relativeChange(equity) - riskFreeRate;
  return { buyHoldReturn, beta, alpha: excess - beta * (buyHoldReturn - riskFreeRate) };
};

const logReturns = (values: Float64Array): Float64Array =>
  values.subarray(1).map((value, index) => Math.log(value / (values[index] ?? Number.NaN)));
