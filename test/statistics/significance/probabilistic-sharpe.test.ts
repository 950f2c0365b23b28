import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { normalCdf } from '../../../src/statistics/numbers/normal-cdf.js';
import { probabilisticSharpe } from '../../../src/statistics/significance/probabilistic-sharpe.js';
import { sharpeEstimate } from '../../../src/statistics/significance/sharpe-estimate.js';
import { describeWithShared } from '../../shared-data.js';

describeWithShared('probabilistic Sharpe ratio', (data) => {
  it('equals the example of the paper', () => {
    const file = JSON.parse(readFileSync(data('stats', 'bailey-lopez-de-prado.json'), 'utf8')) as {
      psr: { T: number; skew: number; kurtosis: number; value: number }[];
    };
    const [{ T: count, skew: skewness, kurtosis, value } = { T: 0, skew: 0, kurtosis: 0, value: 0 }] =
      file.psr;
    const sharpe = 1.585 / Math.sqrt(12);
    expect(probabilisticSharpe({ sharpe, count, skewness, kurtosis })).toBeCloseTo(value, 10);
  });

  it('takes the shape that empyrical found in the returns of GOOG', () => {
    const closes = readFileSync(data('backtestingpy', 'GOOG.csv'), 'utf8').trim().split('\n').slice(1);
    const prices = closes.map((line) => Number(line.split(',')[4]));
    const { stats } = JSON.parse(readFileSync(data('empyrical', 'goog-close-stats.json'), 'utf8')) as {
      stats: Record<string, number>;
    };
    const estimate = sharpeEstimate(prices.slice(1).map((price, index) => price / (prices[index] ?? 0) - 1));
    expect(estimate.skewness).toBeCloseTo(stats.skew_biased ?? Number.NaN, 9);
    expect(estimate.kurtosis - 3).toBeCloseTo(stats.kurtosis_excess_biased ?? Number.NaN, 8);
    expect(estimate.sharpe * Math.sqrt(252)).toBeCloseTo(stats.sharpe_ratio ?? Number.NaN, 9);
  });
});

describe('normalCdf', () => {
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.959963984540054, 0.975],
    [-2.326347874040841, 0.01],
    [-6, 9.865876450376981e-10],
    [9, 1],
    [-9, 0],
  ])('at %p is the value of the tables', (x, probability) => {
    expect(normalCdf(x)).toBeCloseTo(probability, 14);
  });
});

describe('sharpeEstimate', () => {
  it('counts the periods that have a return', () => {
    const excess = [0.01, -0.02, 0.03, 0.01];
    expect(sharpeEstimate([Number.NaN, ...excess, Number.NaN])).toEqual(sharpeEstimate(excess));
    expect(sharpeEstimate(excess).count).toBe(4);
  });
});
