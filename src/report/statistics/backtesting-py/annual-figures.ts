import { covariance } from '../../../statistics/numbers/covariance.js';
import { mean } from '../../../statistics/numbers/mean.js';
import type { Annualisation } from './annualisation.js';
import { geometricMean } from './geometric-mean.js';

/** Return and risk of a year, as fractions, and their ratios. */
export interface AnnualFigures {
  readonly annualReturn: number;
  readonly annualVolatility: number;
  readonly sharpe: number;
  readonly sortino: number;
}

/**
 * A year's figures as backtesting.py 0.6.6 computes them from D periods a year with returns r of geometric
 * mean g and sample variance v.
 *
 * Return: (1 + g)^D - 1. Volatility: sqrt((v + (1 + g)^2)^D - (1 + g)^(2D)), the exact standard deviation of
 * a product of D independent returns. Sharpe: (return - risk free) / volatility. Sortino: (return - risk
 * free) / (sqrt(mean(min(r, 0)^2)) sqrt(D)).
 */
export const annualFigures = (periods: Annualisation, riskFreeRate: number): AnnualFigures => {
  const { returns, periodsPerYear } = periods;
  const growth = 1 + geometricMean(returns);
  const annualReturn = growth ** periodsPerYear - 1;
  const variance = covariance(returns, returns);
  const annualVolatility = Math.sqrt(
    (variance + growth ** 2) ** periodsPerYear - growth ** (2 * periodsPerYear),
  );
  const downside = Math.sqrt(mean(returns.map((value) => Math.min(value, 0) ** 2)) * periodsPerYear);
  return {
    annualReturn,
    annualVolatility,
    sharpe: (annualReturn - riskFreeRate) / annualVolatility,
    sortino: (annualReturn - riskFreeRate) / downside,
  };
};
