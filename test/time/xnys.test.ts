import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Session } from '../../src/time/calendar.js';
import { calendarNamed } from '../../src/time/calendar.js';
import { describeWithShared } from '../shared-data.js';

const named = calendarNamed('XNYS');
if (named === undefined) {
  throw new Error('XNYS has gone');
}
const xnys = named;

const utc = (text: string): number => Date.parse(text);
const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');
const row = ({ date, open, close }: Session): string => `${date}T00:00:00Z,${iso(open)},${iso(close)}`;
const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trim().split('\n').slice(1);
const dayAfter = (date: string): string => iso(utc(date) + 86_400_000).slice(0, 10);

const weekdaysWithoutSession = (from: string, to: string): string[] => {
  const found: string[] = [];
  for (let date = from; date <= to; date = dayAfter(date)) {
    const isWeekend = [0, 6].includes(new Date(utc(date)).getUTCDay());
    if (!isWeekend && xnys.sessionOn(date) === undefined) {
      found.push(date);
    }
  }
  return found;
};

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
    const last = since1990.at(-1) ?? '';
    expect(weekdaysWithoutSession('1990-01-01', last)).toEqual(since1990);
  });
});

describe('XNYS', () => {
  it('opens at 09:30 in New York, in winter and in summer', () => {
    expect(xnys.sessionOn('2024-03-08')?.open).toBe(utc('2024-03-08T14:30:00Z'));
    expect(xnys.sessionOn('2024-03-11')?.open).toBe(utc('2024-03-11T13:30:00Z'));
    expect(xnys.sessionOn('2024-11-01')?.close).toBe(utc('2024-11-01T20:00:00Z'));
    expect(xnys.sessionOn('2024-11-04')?.close).toBe(utc('2024-11-04T21:00:00Z'));
  });

  it.each([
    ['1997-01-20', 'Martin Luther King day before the exchange kept it', true],
    ['1998-01-19', 'the first Martin Luther King day', false],
    ['2021-06-18', 'Juneteenth on a Saturday, before the exchange kept it', true],
    ['2022-06-20', 'Juneteenth on a Sunday', false],
    ['2010-12-31', 'the Friday before a New Year on a Saturday', true],
    ['2023-01-02', 'the Monday after a New Year on a Sunday', false],
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
  ])('%s, %s, closes at %s UTC', (date, _why, time) => {
    expect(xnys.sessionOn(date)?.close).toBe(utc(`${date}T${time}:00Z`));
  });
});

describe('XNYS in years that no file holds', () => {
  // NYSE Group, "2026, 2027 and 2028 Holiday and Early Closings Calendar", 23 December 2025.
  const announced = {
    closed: [
      ...['2027-01-01', '2027-01-18', '2027-02-15', '2027-03-26', '2027-05-31', '2027-06-18', '2027-07-05'],
      ...['2027-09-06', '2027-11-25', '2027-12-24', '2028-01-17', '2028-02-21', '2028-04-14', '2028-05-29'],
      ...['2028-06-19', '2028-07-04', '2028-09-04', '2028-11-23', '2028-12-25'],
    ],
    early: ['2027-11-26', '2028-07-03', '2028-11-24'],
  };

  it('closes on the days announced for 2027 and 2028 and on no other', () => {
    expect(weekdaysWithoutSession('2027-01-01', '2028-12-31')).toEqual(announced.closed);
  });

  it('closes at 13:00 on the days announced for 2027 and 2028 and on no other', () => {
    const early = xnys
      .sessions('2027-01-01', '2028-12-31')
      .filter(({ open, close }) => close - open !== 23_400_000);
    expect(early.map(({ date }) => date)).toEqual(announced.early);
    expect(new Set(early.map(({ open, close }) => (close - open) / 3_600_000))).toEqual(new Set([3.5]));
  });
});

describe.each(['Asia/Tokyo', 'America/Los_Angeles'])('on a host in %s', (hostZone) => {
  // Jest's process.env does not reach the real time zone, so another process has to stand for the host.
  const script = `
    import { createJiti } from 'jiti';
    const jiti = createJiti(${JSON.stringify(import.meta.url)});
    const { calendarNamed } = await jiti.import('../../src/time/calendar.ts');
    const sessions = calendarNamed('XNYS').sessions('2024-01-01', '2024-12-31');
    console.log(JSON.stringify({ hostOffset: new Date(0).getTimezoneOffset(), sessions }));
  `;

  it('all sessions are the same', () => {
    const env = { ...process.env, TZ: hostZone, NODE_OPTIONS: '' };
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env });
    const { hostOffset, sessions } = JSON.parse(output.toString());
    expect(hostOffset).toBe(hostZone === 'Asia/Tokyo' ? -540 : 480);
    expect(sessions).toEqual(xnys.sessions('2024-01-01', '2024-12-31'));
  });
});
