import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Session } from '../../src/time/calendar.js';
import { calendarNamed, calendarNames } from '../../src/time/calendar.js';
import { describeWithShared } from '../shared-data.js';

const found = calendarNamed('XNYS');
if (found === undefined) {
  throw new Error('XNYS has gone');
}
const xnys = found;

const utc = (text: string): number => Date.parse(text);
const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');
const row = ({ date, open, close }: Session): string => `${date}T00:00:00Z,${iso(open)},${iso(close)}`;
const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trim().split('\n').slice(1);
const dayAfter = (date: string, days: number): string => iso(utc(date) + days * 86_400_000).slice(0, 10);

/** Any date that the calendar knows and that has sessions on both sides. */
const anyDate = fc.integer({ min: 2, max: 76_000 }).map((days) => dayAfter('1990-01-01', days));

describeWithShared('XNYS against published sessions', (data) => {
  it('has all sessions from 1990 to 2023-01-13, with the instants of open and close', () => {
    const expected = linesOf(data('calendars', 'xnys.csv')).map((line) => line.replace(/,,$/, ''));
    expect(expected).toHaveLength(8324);
    expect(xnys.sessions('1990-01-01', '2023-01-13').map(row)).toEqual(expected);
  });

  it('has all sessions from 2018 to 2026, with the instants of open and close', () => {
    const expected = linesOf(data('calendars', 'xnys_2018_2026.csv'));
    expect(expected).toHaveLength(2262);
    expect(xnys.sessions('2018-01-01', '2026-12-31').map(row)).toEqual(expected);
  });

  it('is closed on the weekdays that the list of full-day holidays names and on no other', () => {
    const text = readFileSync(data('calendars', 'nyse_all_full_day_holidays_since_1928.csv'), 'utf8');
    const closed = text
      .trim()
      .split(/\s+/)
      .map((line) => {
        const [month = '', day = '', year = ''] = line.split('/');
        return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
      });
    const since1990 = closed.filter((date) => date >= '1990-01-01');
    const weekdaysWithout: string[] = [];
    for (let date = '1990-01-01'; date <= (since1990.at(-1) ?? ''); date = dayAfter(date, 1)) {
      const isWeekend = [0, 6].includes(new Date(utc(date)).getUTCDay());
      if (!isWeekend && xnys.sessionOn(date) === undefined) {
        weekdaysWithout.push(date);
      }
    }
    expect(weekdaysWithout).toEqual(since1990);
  });
});

describe('XNYS', () => {
  it('opens at 09:30 in New York, in winter and in summer', () => {
    expect(xnys.sessionOn('2024-03-08')?.open).toBe(utc('2024-03-08T14:30:00Z'));
    expect(xnys.sessionOn('2024-03-11')?.open).toBe(utc('2024-03-11T13:30:00Z'));
    expect(xnys.sessionOn('2024-11-01')?.close).toBe(utc('2024-11-01T20:00:00Z'));
    expect(xnys.sessionOn('2024-11-04')?.close).toBe(utc('2024-11-04T21:00:00Z'));
  });

  // The exchange's own announcements (ICE, "NYSE Group announces 2025, 2026 and 2027 holidays" and before).
  it.each([
    ['1997-01-20', 'Martin Luther King day before the exchange kept it', true],
    ['1998-01-19', 'the first Martin Luther King day', false],
    ['2021-06-18', 'Juneteenth on a Saturday, before the exchange kept it', true],
    ['2022-06-20', 'Juneteenth on a Sunday', false],
    ['2027-06-18', 'Juneteenth on a Saturday', false],
    ['2010-12-31', 'the Friday before a New Year on a Saturday', true],
    ['2023-01-02', 'the Monday after a New Year on a Sunday', false],
    ['2027-12-24', 'Christmas on a Saturday', false],
    ['2027-03-26', 'Good Friday', false],
    ['2001-09-10', 'the day before the attacks', true],
    ['2001-09-14', 'the last day closed after the attacks', false],
    ['2001-09-17', 'the reopening', true],
    ['2012-10-30', 'Hurricane Sandy', false],
    ['2025-01-09', 'mourning for Jimmy Carter', false],
    ['2024-07-06', 'a Saturday', false],
  ])('%s, %s: session is %p', (date, _why, isSession) => {
    expect(xnys.sessionOn(date) !== undefined).toBe(isSession);
  });

  it.each([
    ['1991-07-03', 'before Independence day, not yet kept', '20:00'],
    ['1991-12-24', 'Christmas Eve while early was 14:00', '19:00'],
    ['1992-11-27', 'the first early Friday after Thanksgiving', '19:00'],
    ['1993-11-26', 'the Friday after Thanksgiving', '18:00'],
    ['2002-07-03', 'before a Thursday fourth, full up to 2012', '20:00'],
    ['2002-07-05', 'after a Thursday fourth, early up to 2012', '17:00'],
    ['2013-07-03', 'before a Thursday fourth, early since 2013', '17:00'],
    ['2013-07-05', 'after a Thursday fourth, full since 2013', '20:00'],
    ['1999-12-31', 'the turn of the millennium', '18:00'],
    ['2020-07-02', 'before a fourth kept on Friday', '20:00'],
    ['2028-07-03', 'before a Tuesday fourth', '17:00'],
  ])('%s, %s, closes at %s UTC', (date, _why, time) => {
    expect(xnys.sessionOn(date)?.close).toBe(utc(`${date}T${time}:00Z`));
  });

  it('counts the open in and the close out', () => {
    const session = xnys.sessionOn('2024-11-29');
    expect(session).toBeDefined();
    const { open, close } = session ?? { open: 0, close: 0 };
    expect(xnys.sessionAt(open - 0.001)).toBeUndefined();
    expect(xnys.sessionAt(open)).toBe(session);
    expect(xnys.sessionAt(close - 0.001)).toBe(session);
    expect(xnys.sessionAt(close)).toBeUndefined();
    expect(xnys.isOpen(open)).toBe(true);
    expect(xnys.isOpen(close)).toBe(false);
  });

  it('walks over a closure to the next and the last session', () => {
    expect(xnys.sessionOnOrAfter('2001-09-11').date).toBe('2001-09-17');
    expect(xnys.sessionOnOrBefore('2001-09-16').date).toBe('2001-09-10');
    expect(xnys.sessionOnOrAfter('2001-09-17').date).toBe('2001-09-17');
    expect(xnys.sessionOnOrAfter('2022-12-31').date).toBe('2023-01-03');
    expect(xnys.sessionOnOrBefore('2023-01-02').date).toBe('2022-12-30');
  });

  it('has no sessions between dates the wrong way round', () => {
    expect(xnys.sessions('2024-01-05', '2024-01-04')).toEqual([]);
  });

  it('names its range and the question when asked outside it', () => {
    const range = 'calendar XNYS knows its sessions from 1990 to 2199 and was asked about';
    expect(() => xnys.sessionOn('1989-12-29')).toThrow(new RangeError(`${range} 1989-12-29`));
    expect(() => xnys.sessionAt(utc('2200-01-02T15:00:00Z'))).toThrow(new RangeError(`${range} 2200-01-02`));
    expect(() => xnys.sessionOnOrBefore('1990-01-01')).toThrow(new RangeError(`${range} 1989-12-31`));
    expect(() => xnys.sessions('1989-01-01', '2000-01-01')).toThrow(new RangeError(`${range} 1989-01-01`));
    expect(() => xnys.sessions('2199-01-01', '2200-01-01')).toThrow(new RangeError(`${range} 2200-01-01`));
  });

  it.each(['2023-02-29', '2024-13-01', '2024-1-1', '20240101', '', '2024-01-01T00:00:00Z'])(
    'refuses %p as a date',
    (date) => {
      expect(() => xnys.sessionOn(date)).toThrow(RangeError);
      expect(() => xnys.sessionOnOrAfter(date)).toThrow('write YYYY-MM-DD');
    },
  );

  it('refuses seconds, microseconds and NaN in place of milliseconds', () => {
    expect(() => xnys.sessionAt(1_700_000_000)).toThrow(RangeError);
    expect(() => xnys.sessionAt(1_700_000_000_000_000)).toThrow('milliseconds');
    expect(() => xnys.sessionAt(Number.NaN)).toThrow('milliseconds');
  });
});

describe('sessions of any calendar', () => {
  it('follow one another without overlap', () => {
    const sessions = xnys.sessions('1990-01-01', '2199-12-31');
    expect(sessions.length).toBeGreaterThan(50_000);
    for (const [index, session] of sessions.entries()) {
      expect(session.open).toBeLessThan(session.close);
      expect(session.open).toBeGreaterThan(sessions[index - 1]?.close ?? 0);
    }
  });

  it('are found again by every instant inside them and by none outside', () => {
    fc.assert(
      fc.property(anyDate, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (date, share) => {
        const session = xnys.sessionOnOrAfter(date);
        const next = xnys.sessionOnOrAfter(dayAfter(session.date, 1));
        const inside = session.open + Math.floor(share * (session.close - session.open));
        const outside = session.close + Math.floor(share * (next.open - session.close));
        expect(xnys.sessionAt(inside)).toBe(session);
        expect(xnys.sessionAt(outside)).toBeUndefined();
      }),
    );
  });

  it('are the nearest ones of a date', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const after = xnys.sessionOnOrAfter(date);
        const before = xnys.sessionOnOrBefore(date);
        const expected = before.date === after.date ? [before] : [before, after];
        expect(before.date <= date && date <= after.date).toBe(true);
        expect(xnys.sessions(before.date, after.date)).toEqual(expected);
      }),
    );
  });

  it('do not depend on the order in which years are asked for', () => {
    const backwards = xnys.sessionOnOrBefore('2150-01-01');
    expect(xnys.sessions('2149-12-01', '2150-01-31')).toContain(backwards);
  });

  it('cannot be changed by one who asks', () => {
    expect(Object.isFrozen(xnys.sessionOn('2024-01-02'))).toBe(true);
  });
});

describe('calendarNamed', () => {
  it('knows the names it lists and no other', () => {
    expect(calendarNames).toEqual(['XNYS']);
    expect(calendarNames.map((name) => calendarNamed(name)?.name)).toEqual(calendarNames);
    expect(calendarNamed('XLON')).toBeUndefined();
  });
});
