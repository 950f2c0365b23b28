import { annualReturn } from '../../../statistics/returns/annual-return.js';
import { annualVolatility } from '../../../statistics/risk/annual-volatility.js';
import { sharpeRatio } from '../../../statistics/risk/sharpe-ratio.js';
import { sortinoRatio } from '../../../statistics/risk/sortino-ratio.js';

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

/** Return and risk as empyrical defines them, with a year's rate spread evenly over its periods. */
export const riskFigures = ({ returns, periodsPerYear, riskFreeRate }: RiskInput): RiskFigures => {
  const free = riskFreeRate / periodsPerYear;
  return {
    annualReturn: annualReturn(returns, { periodsPerYear }),
    annualVolatility: annualVolatility(returns, { periodsPerYear }),
    sharpe: sharpeRatio(returns, { riskFreePerPeriod: free, periodsPerYear }),
    sortino: sortinoRatio(returns, { requiredPerPeriod: free, periodsPerYear }),
  };
};
