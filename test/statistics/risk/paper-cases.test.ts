import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { cagr, omegaRatio, sharpeRatio, sortinoRatio } from 'millrace/statistics';
import { describeWithShared } from '../../shared-data.js';

interface Example {
  readonly returns: readonly number[];
  readonly target: number;
  readonly bench: number;
  readonly value: number;
}

describeWithShared('examples printed with their numbers', (data) => {
  const file = JSON.parse(readFileSync(data('stats', 'bailey-lopez-de-prado.json'), 'utf8')) as {
    sharpe_iid: [Example];
    sortino_iid: [Example];
    omega: [Example];
    annualizedPctReturn: [{ totalReturn: number; days: number; factor: number; value: number }];
  };
  const one = { periodsPerYear: 1 };

  it('are a Sharpe ratio, a Sortino ratio and an omega of one period', () => {
    const [[sharpe], [sortino], [omega]] = [file.sharpe_iid, file.sortino_iid, file.omega];
    const sharpeOptions = { ...one, riskFreePerPeriod: sharpe.bench };
    expect(sharpeRatio(sharpe.returns, sharpeOptions)).toBeCloseTo(sharpe.value, 6);
    const sortinoOptions = { ...one, requiredPerPeriod: sortino.target };
    expect(sortinoRatio(sortino.returns, sortinoOptions)).toBeCloseTo(sortino.value, 6);
    const omegaOptions = { ...one, requiredPerYear: omega.target };
    expect(omegaRatio(omega.returns, omegaOptions)).toBeCloseTo(omega.value, 8);
  });

  it('are a growth over 827 days of a year of 365', () => {
    const [{ totalReturn, days, factor, value }] = file.annualizedPctReturn;
    expect(cagr(totalReturn, days * 86_400_000, factor)).toBeCloseTo(value, 8);
  });
});
