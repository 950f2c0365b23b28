import { describe, expect, it } from '@jest/globals';
import type { StatisticName, Statistics } from '../../src/report/statistics/statistics.js';
import { rankedBy, ranks, STATISTIC_NAMES } from '../../src/sweep/rank.js';

const none = Object.fromEntries(STATISTIC_NAMES.map((name) => [name, null])) as unknown as Statistics;
const ranked = (by: StatisticName, values: readonly (number | null)[]): readonly number[] =>
  ranks(
    values.map((value) => ({ ...none, [by]: value })),
    by,
  );

describe('ranking', () => {
  it('puts more first', () => {
    expect(ranked('sharpe', [0.5, -1, 2])).toEqual([2, 3, 1]);
  });

  it.each(['maxDrawdownPct', 'avgDrawdownPct', 'worstTradePct', 'avgLossPct'] as const)(
    'puts the smallest loss first: %s is negative',
    (by) => {
      expect(ranked(by, [-40, -10, -20])).toEqual([3, 1, 2]);
    },
  );

  it.each([
    'annualVolatilityPct',
    'maxDrawdownDays',
    'avgDrawdownDays',
    'exposurePct',
    'maxTradeDays',
    'avgTradeDays',
    'commissions',
    'trackingErrorPct',
  ] as const)('puts less of %s first', (by) => {
    expect(ranked(by, [40, 10, 20])).toEqual([3, 1, 2]);
  });

  it('puts the beta first that is nearest to none', () => {
    expect(ranked('beta', [0.5, -0.1, -2])).toEqual([2, 1, 3]);
  });

  it('puts what has no such number last, and equal ones as they stand in the grid', () => {
    expect(ranked('sqn', [null, 1, 1, null, 3])).toEqual([4, 2, 3, 5, 1]);
  });

  it('knows every statistic and guesses a mistyped one', () => {
    expect(rankedBy('sqn')).toBe('sqn');
    expect(() => rankedBy('shrpe')).toThrow('--rank shrpe: there is no such statistic; did you mean sharpe?');
    expect(() => rankedBy('qqqqqqqq')).toThrow('there are finalEquity, peakEquity');
  });
});
