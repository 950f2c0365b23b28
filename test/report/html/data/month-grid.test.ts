import { describe, expect, it } from '@jest/globals';
import { monthGrid } from '../../../../src/report/html/data/month-grid.js';
import { madeSessions } from './made-sessions.js';

describe('monthGrid', () => {
  it('compounds sessions to months and years and leaves empty months empty', () => {
    const years = monthGrid(
      madeSessions({
        dates: ['2020-11-30', '2021-01-04', '2021-01-05', '2021-03-01'],
        returns: [0.5, 0.1, 0.1, -0.5],
        marketReturns: [0, 1, 0, 0],
        market: 'M',
      }),
    );
    expect(years.map(({ year }) => year)).toEqual([2020, 2021]);
    expect(years[0]?.months.map((value) => value !== null)).toEqual(
      Array.from({ length: 12 }, (_, month) => month === 10),
    );
    // 1.1 x 1.1 = 1.21, and half of it is left.
    expect(years[1]?.months[0]).toBeCloseTo(0.21, 12);
    expect(years[1]?.totalReturn).toBeCloseTo(-0.395, 12);
    expect(years[1]?.marketReturn).toBeCloseTo(1, 12);
  });
});
