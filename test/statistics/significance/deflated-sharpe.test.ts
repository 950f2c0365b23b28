import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { deflatedSharpe, expectedMaximumSharpe, probabilisticSharpe } from 'millrace/statistics';
import { describeWithShared } from '../../shared-data.js';

interface Published {
  readonly expectedMax: readonly { readonly N: number; readonly value: number }[];
  readonly dsr: readonly [
    {
      readonly sharpeAnnual: number;
      readonly periodsPerYear: number;
      readonly varSharpeAnnual: number;
      readonly N: number;
      readonly T: number;
      readonly skew: number;
      readonly kurtosis: number;
      readonly value: number;
    },
    { readonly N: number; readonly value: number },
  ];
}

describeWithShared('deflated Sharpe ratio', (data) => {
  const path = data('stats', 'bailey-lopez-de-prado.json');
  const { expectedMax, dsr } = JSON.parse(readFileSync(path, 'utf8')) as Published;
  const [first, fewer] = dsr;
  const estimate = {
    sharpe: first.sharpeAnnual / Math.sqrt(first.periodsPerYear),
    count: first.T,
    skewness: first.skew,
    kurtosis: first.kurtosis,
  };
  const variance = first.varSharpeAnnual / first.periodsPerYear;

  it('has the expected maximum of the paper', () => {
    for (const { N: count, value } of expectedMax) {
      expect(expectedMaximumSharpe({ count, variance: 1 })).toBeCloseTo(value, 8);
    }
    expect(expectedMax.length).toBeGreaterThan(0);
    // The paper prints this threshold of its example with four decimals.
    expect(expectedMaximumSharpe({ count: first.N, variance })).toBeCloseTo(0.1132, 4);
  });

  it('equals the example of the paper, after 100 trials and after 46', () => {
    expect(deflatedSharpe(estimate, { count: first.N, variance })).toBeCloseTo(first.value, 8);
    expect(deflatedSharpe(estimate, { count: fewer.N, variance })).toBeCloseTo(fewer.value, 8);
  });
});

describe('probabilisticSharpe', () => {
  const estimate = { sharpe: 0.1, count: 250, skewness: -0.5, kurtosis: 5 };

  it('is even odds where the target is the estimate', () => {
    expect(probabilisticSharpe(estimate, 0.1)).toBe(0.5);
  });

  it('falls as the target rises', () => {
    const odds = [0, 0.05, 0.1, 0.15].map((target) => probabilisticSharpe(estimate, target));
    expect(odds).toEqual(odds.toSorted((left, right) => right - left));
    expect(new Set(odds).size).toBe(4);
  });
});
