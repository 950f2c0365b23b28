import { covariance } from '../../../statistics/numbers/covariance.js';
import { mean } from '../../../statistics/numbers/mean.js';

/** Return and risk of a year, as fractions, and their ratios. */
export interface RiskFigures {
  readonly annualReturn: number;
  readonly annualVolatility: number;
  readonly sharpe: number;
  readonly sortino: number;
}

/** Returns by period, and the risk-free rate of a year as a fraction. */
export interface RiskInput {
  readonly returns: readonly number[];
  readonly periodsPerYear: number;
  readonly riskFreeRate: number;
}

/**
 * Return and risk as empyrical defines them, with P periods a year, n returns r, f = risk-free rate / P.
 *
 * Return: (product of 1 + r)^(P / n) - 1. Volatility: s sqrt(P), s the sample standard deviation. Sharpe:
 * mean(r - f) P / (s sqrt(P)). Sortino: mean(r - f) P / (sqrt(mean(min(r - f, 0)^2)) sqrt(P)).
 */
export const riskFigures = ({ returns, periodsPerYear, riskFreeRate }: RiskInput): RiskFigures => {
  const growth = returns.reduce((product, value) => product * (1 + value), 1);
  const annualVolatility = Math.sqrt(covariance(returns, returns) * periodsPerYear);
  const excess = returns.map((value) => value - riskFreeRate / periodsPerYear);
  const annualExcess = mean(excess) * periodsPerYear;
  const downside = Math.sqrt(mean(excess.map((value) => Math.min(value, 0) ** 2)) * periodsPerYear);
  return {
    annualReturn: growth ** (periodsPerYear / returns.length) - 1,
    annualVolatility,
    sharpe: annualExcess / annualVolatility,
    sortino: annualExcess / downside,
  };
};
