import { describe, expect, it } from '@jest/globals';
import type { Statistics } from '../../src/report/statistics/statistics.js';
import { STATISTIC_NAMES } from '../../src/sweep/rank.js';
import { sweepCsv } from '../../src/sweep/sweep-csv.js';

const statistics = {
  ...Object.fromEntries(STATISTIC_NAMES.map((name) => [name, null])),
  sharpe: 0.1,
} as unknown as Statistics;

describe('the csv of a sweep', () => {
  it('has a column for each parameter, then every statistic; what is unknown is empty', () => {
    const params = { fast: 5, symbols: 'A,"B"' };
    const csv = sweepCsv(['fast', 'symbols'], [{ params, statistics, journalHash: 'x', rank: 1 }]);
    const empty = STATISTIC_NAMES.map((name) => (name === 'sharpe' ? '0.1' : ''));
    expect(csv).toBe(`fast,symbols,${STATISTIC_NAMES.join(',')}\n5,"A,""B""",${empty.join(',')}\n`);
  });
});
