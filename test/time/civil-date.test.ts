import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dateText,
  dayNumber,
  dayOf,
  isCivilDate,
  isDateText,
  parseDate,
  weekday,
} from '../../src/time/civil-date.js';

const anyDay = fc.integer({ min: dayNumber(0, 1, 1), max: dayNumber(9999, 12, 31) });

describe('civil dates', () => {
  it('agree with ECMAScript on every day from the year 0 to 9999', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = new Date(day * 86_400_000);
        expect(dateText(day)).toBe(date.toISOString().slice(0, 10));
        expect(dayOf(dateText(day))).toBe(day);
        expect(weekday(day)).toBe(date.getUTCDay());
      }),
      { numRuns: 1000 },
    );
  });

  it('know the leap years of four hundred', () => {
    const hasLeapDay = (year: number): boolean => isCivilDate({ year, month: 2, day: 29 });
    expect([1900, 2000, 2023, 2024].map(hasLeapDay)).toEqual([false, true, false, true]);
    expect(isCivilDate({ year: 2024, month: 12, day: 31 })).toBe(true);
    expect(isCivilDate({ year: 2024, month: 12, day: 32 })).toBe(false);
  });

  it('are read by their parts', () => {
    expect(parseDate('2024-02-29')).toEqual({ year: 2024, month: 2, day: 29 });
    expect(isDateText('2024-02-29')).toBe(true);
  });

  it.each([
    '2023-02-29',
    '2024-00-10',
    '2024-13-01',
    '2024-04-31',
    '2024-4-1',
    '24-04-01',
    '2024/04/01',
    ' 024-04-01',
    '',
  ])('refuse %p and show the form', (date) => {
    expect(() => parseDate(date)).toThrow(`"${date}" is not a date: write YYYY-MM-DD`);
    expect(isDateText(date)).toBe(false);
  });

  it('have no text outside the years 0 to 9999', () => {
    expect(() => dateText(dayNumber(10_000, 1, 1))).toThrow(RangeError);
    expect(() => dateText(dayNumber(0, 1, 1) - 1)).toThrow(RangeError);
  });
});
