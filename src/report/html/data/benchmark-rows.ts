import {
  type BenchmarkComparison,
  benchmarkComparison,
} from '../../../statistics/benchmark/benchmark-comparison.js';
import { maxDrawdown } from '../../../statistics/drawdowns/max-drawdown.js';
import { largest } from '../../../statistics/numbers/largest.js';
import { aggregateReturns } from '../../../statistics/returns/aggregate-returns.js';
import { annualReturn } from '../../../statistics/returns/annual-return.js';
import { totalReturn } from '../../../statistics/returns/total-return.js';
import { annualVolatility } from '../../../statistics/risk/annual-volatility.js';
import { sharpeRatio } from '../../../statistics/risk/sharpe-ratio.js';
import { sortinoRatio } from '../../../statistics/risk/sortino-ratio.js';
import type { Unit } from '../../statistic-labels.js';
import type { SessionReturns } from './session-returns.js';

/** One figure of the run and of its market. */
export interface BenchmarkRow {
  readonly label: string;
  readonly unit: Unit;
  readonly run: number;
  readonly market: number;
}

/** A run beside its market, over the same sessions. */
export interface BesideMarket {
  readonly market: string;
  readonly rows: readonly BenchmarkRow[];
  readonly comparison: BenchmarkComparison;
}

/** Compares a run with its market by returns of sessions; null where there is no market. */
export const benchmarkRows = (run: SessionReturns): BesideMarket | null => {
  const { market, returns, marketReturns, periodsPerYear, riskFree } = run;
  if (market === null) return null;
  const [own, its] = [figuresOf(run, returns), figuresOf(run, marketReturns)];
  return {
    market,
    rows: own.map(({ label, unit, value }, row) => ({
      label,
      unit,
      run: value,
      market: its[row]?.value ?? Number.NaN,
    })),
    comparison: benchmarkComparison(returns, marketReturns, { riskFreePerPeriod: riskFree, periodsPerYear }),
  };
};

interface Figure {
  readonly label: string;
  readonly unit: Unit;
  readonly value: number;
}

const figuresOf = (run: SessionReturns, returns: readonly number[]): Figure[] => {
  const { dates, periodsPerYear, riskFree } = run;
  const months = aggregateReturns({ dates, returns }, 'month').map((month) => 100 * month.totalReturn);
  const percent = (label: string, value: number): Figure => ({ label, unit: 'percent', value });
  const ratio = (label: string, value: number): Figure => ({ label, unit: 'ratio', value });
  return [
    percent('Return', 100 * totalReturn(returns)),
    percent('Return a year', 100 * annualReturn(returns, { periodsPerYear })),
    percent('Volatility a year', 100 * annualVolatility(returns, { periodsPerYear })),
    ratio('Sharpe', sharpeRatio(returns, { riskFreePerPeriod: riskFree, periodsPerYear })),
    ratio('Sortino', sortinoRatio(returns, { requiredPerPeriod: riskFree, periodsPerYear })),
    percent('Max drawdown', 100 * maxDrawdown(returns)),
    percent('Best month', largest(months)),
    percent('Worst month', -largest(months.map((value) => -value))),
    percent('Months above 0', (100 * months.filter((value) => value > 0).length) / months.length),
  ];
};
