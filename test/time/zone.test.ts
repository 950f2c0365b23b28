import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { epochToDate, isTimeZone, offsetMinutesAt, startOfDay, wallToEpoch } from '../../src/time/zone.js';

const NEW_YORK = 'America/New_York';
const utc = (text: string): number => Date.parse(text);
const at = (text: string) => {
  const { year, month, day, hour, minute, second, millisecond } = Temporal.PlainDateTime.from(text);
  return { year, month, day, hour, minute, second, ms: millisecond };
};

const anyZone = fc.constantFrom(
  'UTC',
  'Etc/GMT+5',
  NEW_YORK,
  'Europe/London',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
);
const anyInstant = fc.integer({ min: utc('1971-01-01T00:00:00Z'), max: utc('2035-01-01T00:00:00Z') });

describe('wallToEpoch', () => {
  it.each([
    ['2014-05-05T00:00:00', 'UTC', '2014-05-05T00:00:00Z'],
    ['2014-05-05T00:00:00.250', 'Etc/GMT+5', '2014-05-05T05:00:00.250Z'],
    ['2024-01-02T09:30', NEW_YORK, '2024-01-02T14:30:00Z'],
    ['2024-07-02T09:30', NEW_YORK, '2024-07-02T13:30:00Z'],
    ['1995-04-03T09:30', NEW_YORK, '1995-04-03T13:30:00Z'],
    ['2006-04-03T09:30', NEW_YORK, '2006-04-03T13:30:00Z'],
    ['2006-03-31T09:30', NEW_YORK, '2006-03-31T14:30:00Z'],
    ['2024-01-02T15:15', 'Asia/Kolkata', '2024-01-02T09:45:00Z'],
  ])('reads %s in %s as %s', (wall, zone, expected) => {
    expect(wallToEpoch(at(wall), zone)).toBe(utc(expected));
  });

  it('moves a skipped time forward by the gap', () => {
    expect(wallToEpoch(at('2024-03-10T01:59:59.999'), NEW_YORK)).toBe(utc('2024-03-10T06:59:59.999Z'));
    expect(wallToEpoch(at('2024-03-10T02:00'), NEW_YORK)).toBe(utc('2024-03-10T07:00:00Z'));
    expect(wallToEpoch(at('2024-03-10T02:30'), NEW_YORK)).toBe(utc('2024-03-10T07:30:00Z'));
    expect(wallToEpoch(at('2024-03-10T03:30'), NEW_YORK)).toBe(utc('2024-03-10T07:30:00Z'));
  });

  it('takes the first of two equal times', () => {
    expect(wallToEpoch(at('2024-11-03T01:30'), NEW_YORK)).toBe(utc('2024-11-03T05:30:00Z'));
    expect(wallToEpoch(at('2024-11-03T02:00'), NEW_YORK)).toBe(utc('2024-11-03T07:00:00Z'));
  });

  it('keeps the microseconds in the fraction of a millisecond', () => {
    const wall = { year: 2024, month: 1, day: 2, hour: 9, minute: 30, ms: 0.25 };
    expect(wallToEpoch(wall, NEW_YORK)).toBe(utc('2024-01-02T14:30:00Z') + 0.25);
  });

  it.each([
    { month: 13 },
    { month: 0 },
    { day: 31 },
    { day: 0 },
    { hour: 24 },
    { minute: 60 },
    { second: 60 },
    { ms: 1000 },
    { hour: -1 },
    { day: Number.NaN },
    { minute: Number.NaN },
  ])('refuses 2024-04-30 with %p', (wrong) => {
    const wall = { year: 2024, month: 4, day: 30, hour: 9, minute: 30, ...wrong };
    expect(() => wallToEpoch(wall, NEW_YORK)).toThrow('no clock shows');
  });

  it('agrees with Temporal in all zones tried, gaps and overlaps included', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, instant) => {
        const plain = Temporal.Instant.fromEpochMilliseconds(instant)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime();
        expect(wallToEpoch(at(plain.toString()), zone)).toBe(plain.toZonedDateTime(zone).epochMilliseconds);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [NEW_YORK, '2011-03-13'],
    [NEW_YORK, '2011-11-06'],
    ['Europe/London', '2011-03-27'],
    ['Europe/London', '2011-10-30'],
    ['Australia/Lord_Howe', '2011-04-03'],
    ['Australia/Lord_Howe', '2011-10-02'],
    ['America/Sao_Paulo', '2011-02-20'],
    ['America/Sao_Paulo', '2011-10-16'],
    ['Pacific/Apia', '2011-12-30'],
  ])('agrees with Temporal in %s for three days around the change of %s', (zone, date) => {
    const start = Temporal.PlainDate.from(date).subtract({ days: 1 }).toPlainDateTime();
    const walls = Array.from({ length: 3 * 96 }, (_, index) => start.add({ minutes: 15 * index }));
    const expected = walls.map((wall) => wall.toZonedDateTime(zone).epochMilliseconds);
    expect(walls.map((wall) => wallToEpoch(at(wall.toString()), zone))).toEqual(expected);
    expect(new Set(expected.map((instant) => offsetMinutesAt(instant, zone))).size).toBe(2);
  });
});

describe('epochToDate', () => {
  it('changes at midnight of the zone, not of UTC', () => {
    expect(epochToDate(utc('2024-01-02T04:59:59.999Z'), NEW_YORK)).toBe('2024-01-01');
    expect(epochToDate(utc('2024-01-02T05:00:00Z'), NEW_YORK)).toBe('2024-01-02');
    expect(epochToDate(utc('2024-01-02T15:00:00Z'), 'Asia/Tokyo')).toBe('2024-01-03');
    expect(epochToDate(-1, 'UTC')).toBe('1969-12-31');
    expect(epochToDate(utc('2024-02-29T12:00:00Z'), 'UTC')).toBe('2024-02-29');
  });

  it('agrees with Temporal', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, instant) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        expect(epochToDate(instant, zone)).toBe(expected.toPlainDate().toString());
      }),
      { numRuns: 500 },
    );
  });

  it('refuses what no calendar of four-digit years holds', () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 1_700_000_000_000_000_000, -1e14]) {
      expect(() => epochToDate(wrong, 'UTC')).toThrow('is not epoch milliseconds');
    }
  });
});

describe('offsetMinutesAt', () => {
  it('changes at the instant the clocks change', () => {
    const change = utc('2024-03-10T07:00:00Z');
    expect(offsetMinutesAt(change - 1, NEW_YORK)).toBe(-300);
    expect(offsetMinutesAt(change, NEW_YORK)).toBe(-240);
    expect(offsetMinutesAt(change, 'UTC')).toBe(0);
    expect(offsetMinutesAt(change, 'Etc/GMT+5')).toBe(-300);
    expect(offsetMinutesAt(change, 'Asia/Kathmandu')).toBe(345);
  });

  it("knows the month of Ramadan, in which Morocco's clocks go back", () => {
    expect(offsetMinutesAt(utc('2024-03-01T00:00:00Z'), 'Africa/Casablanca')).toBe(60);
    expect(offsetMinutesAt(utc('2024-03-20T00:00:00Z'), 'Africa/Casablanca')).toBe(0);
    expect(offsetMinutesAt(utc('2024-05-01T00:00:00Z'), 'Africa/Casablanca')).toBe(60);
  });

  it('knows the one week of summer time that Recife had in 2000', () => {
    const days = ['2000-10-07', '2000-10-08', '2000-10-09', '2000-10-14', '2000-10-15', '2000-10-16'];
    const offsets = days.map((day) => offsetMinutesAt(utc(`${day}T12:00:00Z`), 'America/Recife'));
    expect(offsets).toEqual([-180, -120, -120, -120, -180, -180]);
  });

  it('refuses a name that is none and says what would be', () => {
    expect(() => offsetMinutesAt(0, 'Mars/Olympus')).toThrow(
      '"Mars/Olympus" is not a time zone: write an IANA',
    );
  });
});

describe('startOfDay', () => {
  it('is midnight of the zone, also on the days of 23 and 25 hours', () => {
    const hours = (date: string, next: string): number =>
      (startOfDay(next, NEW_YORK) - startOfDay(date, NEW_YORK)) / 3_600_000;
    expect(startOfDay('2024-03-10', NEW_YORK)).toBe(utc('2024-03-10T05:00:00Z'));
    expect(hours('2024-03-10', '2024-03-11')).toBe(23);
    expect(hours('2024-11-03', '2024-11-04')).toBe(25);
    expect(hours('2024-11-04', '2024-11-05')).toBe(24);
  });

  it('is 01:00 where the spring change skips midnight', () => {
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe(utc('2018-11-04T03:00:00Z'));
  });

  it('is the first instant that has the date', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, instant) => {
        const date = epochToDate(instant, zone);
        const start = startOfDay(date, zone);
        expect(start).toBeLessThanOrEqual(instant);
        expect(epochToDate(start, zone)).toBe(date);
        expect(epochToDate(start - 1, zone) < date).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a day that no month has', () => {
    expect(() => startOfDay('2023-02-29', NEW_YORK)).toThrow('"2023-02-29" is not a date');
  });
});

describe('isTimeZone', () => {
  it.each(['UTC', 'Etc/GMT+5', 'Etc/UTC', NEW_YORK, 'Europe/London'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['', 'Mars/Olympus', '+05:00', '-05', 'New York', 'UTC+5'])(
    'does not take %p for a name',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});
