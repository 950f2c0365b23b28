import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import {
  annualReturn,
  annualVolatility,
  calmarRatio,
  conditionalValueAtRisk,
  downsideRisk,
  kurtosis,
  maxDrawdown,
  monthlyReturns,
  omegaRatio,
  sharpeRatio,
  simpleReturns,
  skewness,
  sortinoRatio,
  stability,
  tailRatio,
  totalReturn,
  valueAtRisk,
  yearlyReturns,
} from 'millrace/statistics';
import { describeWithShared } from '../shared-data.js';

describeWithShared('statistics of the closes of GOOG', (data) => {
  const rows = readFileSync(data('backtestingpy', 'GOOG.csv'), 'utf8').trim().split('\n').slice(1);
  const cells = rows.map((line) => line.split(','));
  const returns = simpleReturns(cells.map((row) => Number(row[4])));
  const dates = cells.slice(1).map(([date = '']) => date.slice(0, 10));
  const { n, stats } = JSON.parse(readFileSync(data('empyrical', 'goog-close-stats.json'), 'utf8')) as {
    n: number;
    stats: Record<string, number> & { yearly: Record<string, number> };
  };

  const months = monthlyReturns({ dates, returns }).map((month) => month.totalReturn);
  const ours: Record<string, number> = {
    cum_returns_final: totalReturn(returns),
    annual_return: annualReturn(returns),
    annual_volatility: annualVolatility(returns),
    sharpe_ratio: sharpeRatio(returns),
    calmar_ratio: calmarRatio(returns),
    stability_of_timeseries: stability(returns),
    max_drawdown: maxDrawdown(returns),
    omega_ratio: omegaRatio(returns),
    sortino_ratio: sortinoRatio(returns),
    tail_ratio: tailRatio(returns),
    cagr: annualReturn(returns),
    value_at_risk: valueAtRisk(returns),
    conditional_value_at_risk: conditionalValueAtRisk(returns),
    downside_risk: downsideRisk(returns),
    skew_biased: skewness(returns),
    kurtosis_excess_biased: kurtosis(returns) - 3,
    sharpe_ratio_rf_2pct_annual: sharpeRatio(returns, { riskFreePerPeriod: 0.02 / 252 }),
    sortino_required_5pct_annual: sortinoRatio(returns, { requiredPerPeriod: 0.05 / 252 }),
    value_at_risk_1pct: valueAtRisk(returns, { cutoff: 0.01 }),
    conditional_value_at_risk_1pct: conditionalValueAtRisk(returns, { cutoff: 0.01 }),
    months: months.length,
    best_month: Math.max(...months),
    worst_month: Math.min(...months),
  };

  it('has as many returns as empyrical saw', () => expect(returns).toHaveLength(n));

  it.each(Object.entries(ours))('%s equals what empyrical computed', (name, value) => {
    expect(Math.abs(value / (stats[name] ?? Number.NaN) - 1)).toBeLessThan(1e-9);
  });

  it('by year equal what empyrical computed', () => {
    const years = yearlyReturns({ dates, returns }).map(({ year, totalReturn: total }) => [
      String(year),
      total,
    ]);
    const expected = Object.entries(stats.yearly).map(([year, total]) => [year, expect.closeTo(total, 9)]);
    expect(years).toEqual(expected);
  });

  it('leaves no figure of the file out', () => {
    expect(new Set([...Object.keys(ours), 'yearly'])).toEqual(new Set(Object.keys(stats)));
  });
});
