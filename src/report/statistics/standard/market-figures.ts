import {
  type BenchmarkComparison,
  benchmarkComparison,
} from '../../../statistics/benchmark/benchmark-comparison.js';
import type { RiskInput } from './risk-figures.js';

/**
 * How the run moves with its market and what it earns apart from it; null where the market has no price for a
 * part of the run, because the rest would speak for other days than the run's own figures.
 */
export const marketFigures = (
  { returns, periodsPerYear, riskFreeRate }: RiskInput,
  marketReturns: readonly number[],
): BenchmarkComparison | null =>
  marketReturns.some(Number.isNaN)
    ? null
    : benchmarkComparison(returns, marketReturns, {
        riskFreePerPeriod: riskFreeRate / periodsPerYear,
        periodsPerYear,
      });
