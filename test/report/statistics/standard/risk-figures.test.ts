import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { marketFigures } from '../../../../src/report/statistics/standard/market-figures.js';
import { riskFigures } from '../../../../src/report/statistics/standard/risk-figures.js';
import { describeWithShared } from '../../../shared-data.js';

const SERIES = [
  { series: 'mixed_returns', period: 'daily', periodsPerYear: 252 },
  { series: 'negative_returns', period: 'daily', periodsPerYear: 252 },
  { series: 'positive_returns', period: 'daily', periodsPerYear: 252 },
  { series: 'weekly_returns', period: 'weekly', periodsPerYear: 52 },
  { series: 'monthly_returns', period: 'monthly', periodsPerYear: 12 },
];

const FUNCTIONS = {
  annual_return: 'annualReturn',
  annual_volatility: 'annualVolatility',
  sharpe_ratio: 'sharpe',
  sortino_ratio: 'sortino',
} as const;

interface Case {
  readonly fn: string;
  readonly args: {
    readonly returns: { readonly $series?: string };
    readonly period?: string;
    readonly risk_free?: unknown;
    readonly required_return?: unknown;
    readonly factor_returns?: { readonly $series?: string; readonly $tail1?: string };
  };
  readonly expected: number | string | number[];
}

describeWithShared('risk figures, published cases of empyrical', (data) => {
  const file = JSON.parse(readFileSync(data('empyrical', 'test_stats.json'), 'utf8')) as {
    series: Record<string, { values: (number | 'NaN')[] }>;
    cases: Case[];
  };
  const returnsOf = (series: string) =>
    (file.series[series]?.values ?? []).filter((value) => value !== 'NaN');

  it('equal 1e-8 in every case of a plain series', () => {
    let compared = 0;
    for (const { series, period, periodsPerYear } of SERIES) {
      const ours = riskFigures({ returns: returnsOf(series), periodsPerYear, riskFreeRate: 0 });
      for (const { fn, args, expected } of file.cases) {
        const figure = FUNCTIONS[fn as keyof typeof FUNCTIONS] as keyof typeof ours | undefined;
        const free = args.risk_free ?? args.required_return ?? 0;
        if (!figure || args.returns.$series !== series || (args.period ?? 'daily') !== period) continue;
        // Rates by period are not ours, and the annual return there counts a first row without a return.
        if (free !== 0 || (series === 'mixed_returns' && figure === 'annualReturn')) continue;
        expect([series, fn, ours[figure]]).toEqual([
          series,
          fn,
          expected === 'Infinity' ? Number.POSITIVE_INFINITY : expect.closeTo(Number(expected), 8),
        ]);
        compared += 1;
      }
    }
    expect(compared).toBe(13);
  });

  it('equal the published alpha and beta', () => {
    const [, ...factor] = returnsOf('negative_returns');
    const found = file.cases.find(({ fn, args }) => fn === 'alpha_beta' && args.factor_returns?.$tail1);
    const [alpha, beta] = found?.expected as number[];
    const run = { returns: returnsOf('mixed_returns'), periodsPerYear: 252, riskFreeRate: 0 };
    expect(marketFigures(run, factor)).toMatchObject({
      alpha: expect.closeTo(alpha ?? Number.NaN, 8),
      beta: expect.closeTo(beta ?? Number.NaN, 8),
    });
  });

  it('give an information ratio that is the published excess Sharpe of a year', () => {
    const found = file.cases.find(
      ({ fn, args }) => fn === 'excess_sharpe' && args.factor_returns?.$series === 'flat_line_1',
    );
    const run = { returns: returnsOf('mixed_returns'), periodsPerYear: 252, riskFreeRate: 0 };
    const market = returnsOf('flat_line_1').slice(1);
    const { informationRatio = Number.NaN } = marketFigures(run, market) ?? {};
    expect(informationRatio / Math.sqrt(252)).toBeCloseTo(Number(found?.expected), 8);
  });
});

describe('market figures', () => {
  it('take the risk-free rate from both sides', () => {
    const run = { returns: [0.01, 0.03, 0.02], periodsPerYear: 2, riskFreeRate: 0.02 };
    // r = 2 b exactly, so beta is 2; mean(r) = 0.02, f = 0.01, mean(b) = 0.01.
    // r - b is 0.005, 0.015, 0.01: mean 0.01, sample deviation 0.005.
    expect(marketFigures(run, [0.005, 0.015, 0.01])).toMatchObject({
      beta: expect.closeTo(2, 12),
      treynorRatio: expect.closeTo((0.01 * 2) / 2, 12),
      alpha: expect.closeTo(1.01 ** 2 - 1, 12),
      trackingError: expect.closeTo(0.005 * Math.SQRT2, 12),
      informationRatio: expect.closeTo(0.02 / (0.005 * Math.SQRT2), 9),
    });
  });

  it('say nothing of a market that had no price for a part of the run', () => {
    const run = { returns: [0.01, 0.03, 0.02], periodsPerYear: 252, riskFreeRate: 0 };
    expect(marketFigures(run, [Number.NaN, 0.015, 0.01])).toBeNull();
  });
});
