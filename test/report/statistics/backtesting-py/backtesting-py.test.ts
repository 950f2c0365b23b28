import { expect, it } from '@jest/globals';
import { backtestingPy } from '../../../../src/report/statistics/backtesting-py/backtesting-py.js';
import type { StatisticName } from '../../../../src/report/statistics/statistics.js';
import { describeWithShared } from '../../../shared-data.js';
import { publishedRun } from './published-run.js';

/** What the engine calls each statistic; it prints days as whole days. */
const PUBLISHED: Partial<Record<StatisticName, string>> = {
  finalEquity: 'Equity Final [$]',
  peakEquity: 'Equity Peak [$]',
  returnPct: 'Return [%]',
  annualReturnPct: 'Return (Ann.) [%]',
  annualVolatilityPct: 'Volatility (Ann.) [%]',
  cagrPct: 'CAGR [%]',
  sharpe: 'Sharpe Ratio',
  sortino: 'Sortino Ratio',
  calmar: 'Calmar Ratio',
  maxDrawdownPct: 'Max. Drawdown [%]',
  avgDrawdownPct: 'Avg. Drawdown [%]',
  maxDrawdownDays: 'Max. Drawdown Duration',
  avgDrawdownDays: 'Avg. Drawdown Duration',
  tradeCount: '# Trades',
  winRatePct: 'Win Rate [%]',
  bestTradePct: 'Best Trade [%]',
  worstTradePct: 'Worst Trade [%]',
  avgTradePct: 'Avg. Trade [%]',
  maxTradeDays: 'Max. Trade Duration',
  avgTradeDays: 'Avg. Trade Duration',
  profitFactor: 'Profit Factor',
  expectancyPct: 'Expectancy [%]',
  sqn: 'SQN',
  kelly: 'Kelly Criterion',
  exposurePct: 'Exposure Time [%]',
  buyHoldReturnPct: 'Buy & Hold Return [%]',
  alphaPct: 'Alpha [%]',
  beta: 'Beta',
};

describeWithShared('statistics of backtesting.py, published runs', (data) => {
  it.each([
    { name: 'A-goog-sma10x30-free-finalized', warmupBars: 29 },
    { name: 'B-goog-sma10x20-spread20bp-readme', warmupBars: 19 },
    { name: 'C-goog-sma10x15-spread20bp-optimum', warmupBars: 14 },
    { name: 'E-goog-sma10x20-commission20bp', warmupBars: 19 },
  ])('equal $name to 1e-8', (run) => {
    const { stats, facts } = publishedRun((name) => data('backtestingpy', name), run);
    const ours = backtestingPy(facts);
    const offBy = Object.entries(PUBLISHED).map(([name, key]) => {
      const published = stats[key];
      const value = typeof published === 'object' ? published.days : Number(published);
      return [name, (ours[name as StatisticName] ?? Number.NaN) / value - 1] as const;
    });
    expect(offBy).toHaveLength(28);
    expect(offBy.filter(([, relative]) => !(Math.abs(relative) < 1e-8))).toEqual([]);
    expect(ours.commissions).toBeCloseTo(Number(stats['Commissions [$]'] ?? 0), 6);
  });
});
