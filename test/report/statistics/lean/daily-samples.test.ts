import { describe, expect, it } from '@jest/globals';
import { barRows } from '../../../../src/report/statistics/bar-rows.js';
import { dailySamples } from '../../../../src/report/statistics/lean/daily-samples.js';
import { dayOf } from '../../../../src/time/civil-date.js';
import { marksOf } from '../../../marks-of.js';
import { markOf } from '../run-facts.js';

const day = (sessionDate: string, equity: number, close: number) =>
  markOf({ at: Date.parse(sessionDate) + 20 * 3_600_000, sessionDate, equity, close });

// A Friday, the Monday and the Tuesday after it.
const rows = barRows(
  marksOf([day('2024-01-05', 100, 10), day('2024-01-08', 110, 12), day('2024-01-09', 99, 9)]),
);

describe('samples of every calendar day', () => {
  it('repeat the last value on days without rows, and drop the first return', () => {
    const found = dailySamples({ rows, firstDay: dayOf('2024-01-05'), startEquity: 90, market: 'X' });
    expect(found.equity).toEqual([100, 100, 100, 110, 99]);
    expect(found.returns).toEqual([0, 0, expect.closeTo(0.1, 14), expect.closeTo(-0.1, 14)]);
    expect(found.marketReturns).toEqual([0, 0, expect.closeTo(0.2, 14), expect.closeTo(-0.25, 14)]);
  });

  it('begin on the day that was asked for, with the capital', () => {
    const found = dailySamples({ rows, firstDay: dayOf('2024-01-04'), startEquity: 90, market: 'X' });
    expect(found.equity.slice(0, 2)).toEqual([90, 100]);
    expect(found.marketReturns).toHaveLength(5);
    expect(found.marketReturns[0]).toBe(0);
  });

  it('count the last row of a day', () => {
    const more = barRows(
      marksOf([day('2024-01-05', 100, 10), day('2024-01-05', 101, 11), day('2024-01-06', 102, 11)]),
    );
    expect(
      dailySamples({ rows: more, firstDay: dayOf('2024-01-05'), startEquity: 90, market: null }).equity,
    ).toEqual([101, 102]);
  });
});
