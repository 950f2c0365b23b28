import { covariance } from '../../../statistics/numbers/covariance.js';
import { mean } from '../../../statistics/numbers/mean.js';
import { variance } from '../../../statistics/numbers/variance.js';

/** Returns by day, as fractions. */
export interface PortfolioInput {
  readonly returns: readonly number[];
  readonly marketReturns: readonly number[];
  /** A year's rate. */
  readonly riskFreeRate: number;
  /** 252 unless an account trades on other days. */
  readonly daysPerYear: number;
}

/** Return, risk and what they make of each other; fractions and ratios. */
export interface PortfolioFigures {
  readonly annualReturn: number;
  readonly annualVariance: number;
  readonly annualDeviation: number;
  readonly sharpe: number;
  readonly sortino: number;
  readonly alpha: number;
  readonly beta: number;
  readonly trackingError: number;
  readonly informationRatio: number;
  readonly treynor: number;
}

/**
 * The ratios of LEAN, D days being a year. A year's return: (1 + mean)^D - 1; its variance: D x the sample's.
 * Sharpe: (return - risk-free) / deviation; Sortino the same by the deviation of the negative returns alone.
 * Beta: covariance with the market / its variance. Alpha: return - (risk-free + beta (market - risk-free)).
 * Tracking error: the deviation of the daily differences. Information ratio: (return - market) / that.
 * Treynor: (return - risk-free) / beta. Whatever would be divided by nothing is 0.
 *
 * Source: LEAN, commit 2486390, `PortfolioStatistics` and `Statistics`.
 */
export const portfolioFigures = (input: PortfolioInput): PortfolioFigures => {
  const { returns, marketReturns, riskFreeRate, daysPerYear } = input;
  const ofYear = (values: readonly number[]): number => (mean(values) + 1) ** daysPerYear - 1;
  const deviationOf = (values: readonly number[]): number => Math.sqrt(variance(values) * daysPerYear);
  const [annualReturn, marketReturn] = [ofYear(returns), ofYear(marketReturns)];
  const annualDeviation = deviationOf(returns);
  const excess = annualReturn - riskFreeRate;
  const beta = ratio(covariance(returns, marketReturns), variance(marketReturns));
  const trackingError = deviationOf(returns.map((value, day) => value - (marketReturns[day] ?? Number.NaN)));
  return {
    annualReturn,
    annualVariance: annualDeviation ** 2,
    annualDeviation,
    sharpe: ratio(excess, annualDeviation),
    sortino: ratio(excess, deviationOf(returns.filter((value) => value < 0))),
    alpha: beta === 0 ? 0 : annualReturn - (riskFreeRate + beta * (marketReturn - riskFreeRate)),
    beta,
    trackingError,
    informationRatio: ratio(annualReturn - marketReturn, trackingError),
    treynor: ratio(excess, beta),
  };
};

const ratio = (above: number, below: number): number =>
  below === 0 || Number.isNaN(below) ? 0 : above / below;
