import { expect, it } from '@jest/globals';
import { backtestingPy } from '../../../../src/report/statistics/backtesting-py/backtesting-py.js';
import { offBy, PUBLISHED } from '../../../golden/published-statistics.js';
import { describeWithShared } from '../../../shared-data.js';
import { publishedRun } from './published-run.js';

describeWithShared('statistics of backtesting.py, published runs', (data) => {
  it.each([
    { name: 'A-goog-sma10x30-free-finalized', warmupBars: 29 },
    { name: 'B-goog-sma10x20-spread20bp-readme', warmupBars: 19 },
    { name: 'C-goog-sma10x15-spread20bp-optimum', warmupBars: 14 },
    { name: 'E-goog-sma10x20-commission20bp', warmupBars: 19 },
  ])('equal $name to 1e-8', (run) => {
    const { stats, facts } = publishedRun((name) => data('backtestingpy', name), run);
    const ours = backtestingPy(facts);
    expect(Object.keys(PUBLISHED)).toHaveLength(28);
    expect(offBy(ours, { stats }, 1e-8)).toEqual([]);
    expect(ours.commissions).toBeCloseTo(Number(stats['Commissions [$]'] ?? 0), 6);
  });
});
