import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { drawdownRecovery } from '../../../../src/report/statistics/lean/drawdown-recovery.js';
import { portfolioFigures } from '../../../../src/report/statistics/lean/portfolio-figures.js';
import {
  leanProbabilisticSharpe,
  observedSharpe,
} from '../../../../src/report/statistics/lean/probabilistic-sharpe.js';
import { tradeExpectancy } from '../../../../src/report/statistics/lean/trade-expectancy.js';
import { describeWithShared } from '../../../shared-data.js';

/** The cases of LEAN's own tests, as the manifest documents the file. */
interface Cases {
  readonly portfolioStatistics: {
    readonly performance: readonly number[];
    readonly benchmark: readonly number[];
    readonly byTradingDays: readonly {
      readonly days: number;
      readonly annualVariance: number;
      readonly annualStdDev: number;
      readonly sharpe: number;
      readonly trackingError: number;
      readonly psr: number;
    }[];
  };
  readonly tradeExpectancy: {
    readonly profitLoss: readonly number[];
    readonly start: number;
    readonly averageWinRate: number;
    readonly averageLossRate: number;
    readonly profitLossRatio: number;
  };
  readonly psr: readonly {
    readonly perf: readonly number[];
    readonly bench: readonly number[];
    readonly psr: number;
    readonly tol: number;
  }[];
  readonly drawdownRecovery: readonly { readonly equity: readonly number[]; readonly days: number }[];
}

describeWithShared("the statistics of LEAN's own tests", (data) => {
  // The file is read as it is documented in its manifest; what it lacks fails the comparison.
  const cases = JSON.parse(readFileSync(data('lean', 'statistics.json'), 'utf8')) as Cases;
  const { performance, benchmark, byTradingDays } = cases.portfolioStatistics;

  it.each(byTradingDays)('has $days days a year', (expected) => {
    const input = { returns: performance, marketReturns: benchmark, riskFreeRate: 0 };
    const found = portfolioFigures({ ...input, daysPerYear: expected.days });
    expect(found).toMatchObject({
      annualVariance: expect.closeTo(expected.annualVariance, 15),
      annualDeviation: expect.closeTo(expected.annualStdDev, 14),
      sharpe: expect.closeTo(expected.sharpe, 12),
      trackingError: expect.closeTo(expected.trackingError, 14),
    });
    const target = 1 / Math.sqrt(expected.days);
    expect(leanProbabilisticSharpe(performance, target)).toBeCloseTo(expected.psr, 14);
  });

  it('divides each trade by the capital before it', () => {
    const { profitLoss, start, averageWinRate, averageLossRate, profitLossRatio } = cases.tradeExpectancy;
    expect(tradeExpectancy(profitLoss, start)).toEqual({
      averageWin: expect.closeTo(averageWinRate, 15),
      averageLoss: expect.closeTo(averageLossRate, 15),
      profitLossRatio: expect.closeTo(profitLossRatio, 14),
    });
  });

  it.each(cases.psr)('holds $perf against $bench', ({ perf, bench, psr, tol }) => {
    expect(Math.abs(leanProbabilisticSharpe(perf, observedSharpe(bench)) - psr)).toBeLessThanOrEqual(tol);
  });

  it.each(cases.drawdownRecovery)('finds the way back in $equity: $days days', ({ equity, days }) => {
    expect(drawdownRecovery(equity)).toBe(days);
  });
});
