import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  aggregateReturns,
  type CalendarPeriod,
  monthlyReturns,
  totalReturn,
  yearlyReturns,
} from 'millrace/statistics';

const DAY_MS = 86_400_000;
const dayText = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

const dated = fc
  .tuple(
    fc.integer({ min: -20_000, max: 30_000 }),
    fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }),
  )
  .chain(([first, steps]) => {
    let day = first;
    const dates = steps.map((step) => {
      day += step;
      return dayText(day);
    });
    const returns = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), {
      minLength: dates.length,
      maxLength: dates.length,
    });
    return returns.map((values) => ({ dates, returns: values }));
  });

describe('returns by calendar period', () => {
  it.each<CalendarPeriod>(['week', 'month', 'quarter', 'year'])('compound to the whole by %s', (period) => {
    fc.assert(
      fc.property(dated, ({ dates, returns }) => {
        const parts = aggregateReturns({ dates, returns }, period);
        const whole = returns.length === 0 ? 0 : totalReturn(returns);
        const compounded = parts.reduce((growth, part) => growth * (1 + part.totalReturn), 1);
        expect(compounded).toBeCloseTo(1 + whole, 9);
        expect(parts.map((part) => part.period)).toEqual(parts.map((part) => part.period).toSorted());
      }),
    );
  });

  it('keep the days of one week together, Monday to Sunday, over the end of a year too', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 30_000 }), (day) => {
        // 1970-01-05 was a Monday.
        const monday = 4 + 7 * Math.floor((day - 4) / 7);
        const dates = Array.from({ length: 9 }, (_, row) => dayText(monday - 1 + row));
        const weeks = aggregateReturns({ dates, returns: dates.map(() => 0.01) }, 'week');
        expect(weeks.map((week) => week.totalReturn)).toEqual([
          expect.closeTo(0.01, 12),
          expect.closeTo(1.01 ** 7 - 1, 12),
          expect.closeTo(0.01, 12),
        ]);
      }),
    );
  });

  it.each([
    ['2005-01-01', '2004-W53'],
    ['2005-01-02', '2004-W53'],
    ['2007-12-31', '2008-W01'],
    ['2008-12-29', '2009-W01'],
    ['2010-01-03', '2009-W53'],
    ['2000-02-06', '2000-W05'],
  ])('put %s into the week %s (examples of ISO 8601)', (date, week) => {
    expect(aggregateReturns({ dates: [date], returns: [0.1] }, 'week')[0]?.period).toBe(week);
  });

  it('come with their year and month as numbers', () => {
    const dates = ['2023-12-29', '2024-01-02', '2024-01-31', '2024-03-01'];
    const returns = [0.1, 0.1, -0.5, Number.NaN];
    expect(monthlyReturns({ dates, returns })).toEqual([
      { year: 2023, month: 12, totalReturn: expect.closeTo(0.1, 12) },
      { year: 2024, month: 1, totalReturn: expect.closeTo(-0.45, 12) },
      { year: 2024, month: 3, totalReturn: 0 },
    ]);
    expect(yearlyReturns({ dates, returns })).toEqual([
      { year: 2023, totalReturn: expect.closeTo(0.1, 12) },
      { year: 2024, totalReturn: expect.closeTo(-0.45, 12) },
    ]);
    expect(monthlyReturns({ dates: [], returns: [] })).toEqual([]);
  });

  it('refuse dates that are not as many as returns', () => {
    expect(() => monthlyReturns({ dates: ['2024-01-02'], returns: [] })).toThrow(RangeError);
  });
});
