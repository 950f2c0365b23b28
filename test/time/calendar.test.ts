import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarNamed, calendarNames } from '../../src/time/calendar.js';

const found = calendarNamed('XNYS');
if (found === undefined) {
  throw new Error('XNYS has gone');
}
const xnys = found;

const utc = (text: string): number => Date.parse(text);
const dayAfter = (date: string, days: number): string =>
  new Date(utc(date) + days * 86_400_000).toISOString().slice(0, 10);

/** Any date that the calendar knows and that has sessions on both sides. */
const anyDate = fc.integer({ min: 2, max: 76_000 }).map((days) => dayAfter('1990-01-01', days));

describe('a calendar', () => {
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
    expect(() => xnys.sessionAt(1_700_000_000_000_000)).toThrow('is not epoch milliseconds');
    expect(() => xnys.sessionAt(Number.NaN)).toThrow('is not epoch milliseconds');
  });
});

describe('sessions', () => {
  it('follow one another without overlap', () => {
    const sessions = xnys.sessions('1990-01-01', '2199-12-31');
    expect(sessions.length).toBeGreaterThan(50_000);
    const wrong = sessions.filter(
      ({ open, close }, index) => open >= close || open <= (sessions[index - 1]?.close ?? 0),
    );
    expect(wrong).toEqual([]);
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
