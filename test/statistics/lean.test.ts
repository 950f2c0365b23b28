import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { annualVolatility, drawdownTable, trackingError } from 'millrace/statistics';
import { describeWithShared } from '../shared-data.js';

const DAY_MS = 86_400_000;

interface Published {
  readonly portfolioStatistics: {
    readonly performance: readonly number[];
    readonly benchmark: readonly number[];
    readonly byTradingDays: readonly {
      readonly days: number;
      readonly annualVariance: number;
      readonly annualStdDev: number;
      readonly trackingError: number;
    }[];
  };
  readonly drawdownRecovery: readonly { readonly equity: readonly number[]; readonly days: number }[];
}

describeWithShared('published statistics of LEAN whose formulas are the plain ones', (data) => {
  const published = JSON.parse(readFileSync(data('lean', 'statistics.json'), 'utf8')) as Published;
  const { performance, benchmark, byTradingDays } = published.portfolioStatistics;

  it.each(byTradingDays)('are volatility and tracking error of a year of $days days', (expected) => {
    const year = { periodsPerYear: expected.days };
    const volatility = annualVolatility(performance, year);
    expect(volatility).toBeCloseTo(expected.annualStdDev, 14);
    expect(volatility ** 2).toBeCloseTo(expected.annualVariance, 14);
    expect(trackingError(performance, benchmark, year)).toBeCloseTo(expected.trackingError, 14);
  });

  it('are the longest recoveries, in days from the last peak to its like', () => {
    const found = published.drawdownRecovery.map(({ equity }) => {
      const at = equity.map((_, row) => row * DAY_MS);
      const recovered = drawdownTable({ at, equity }).filter(({ recoveredAt }) => recoveredAt !== null);
      return Math.max(0, ...recovered.map(({ lengthDays }) => lengthDays));
    });
    expect(found).toEqual(published.drawdownRecovery.map(({ days }) => days));
    expect(found).toHaveLength(13);
  });
});
