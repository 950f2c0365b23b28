import { describe, expect, it } from '@jest/globals';
import { barTimes } from '../../src/sources/bar-times.js';
import { newStamp, readStamp } from '../../src/sources/read-stamp.js';
import { calendarNamed } from '../../src/time/calendar.js';

interface Setting {
  readonly every: string;
  readonly stamp?: 'start' | 'end';
  readonly timeZone?: string;
  readonly calendar?: string;
}

/** `start to end of date`, as ISO text in UTC to the minute. */
const times = (text: string, { every, stamp = 'start', timeZone = 'UTC', calendar }: Setting): string => {
  const bytes = Buffer.from(text);
  const written = newStamp();
  expect(readStamp({ bytes, index: 0, end: bytes.length }, written)).toBe(true);
  const known = calendar === undefined ? undefined : calendarNamed(calendar);
  const bar = barTimes({ every, stamp, timeZone, calendar: known })(written);
  const minute = (at: number): string => new Date(at).toISOString().slice(0, 16);
  return `${minute(bar.start)} to ${minute(bar.at)} of ${bar.sessionDate}`;
};

const newYork = { timeZone: 'America/New_York' };
const xnys = { calendar: 'XNYS' };

describe('barTimes', () => {
  it.each<[string, string, Setting, string]>([
    ['a minute', '2020-01-02T14:30', { every: '1m' }, '2020-01-02T14:30 to 2020-01-02T14:31 of 2020-01-02'],
    [
      'a minute by its end',
      '2020-01-02T14:30',
      { every: '5m', stamp: 'end' },
      '2020-01-02T14:25 to 2020-01-02T14:30 of 2020-01-02',
    ],
    [
      'an hour on another date where the exchange is',
      '2020-01-03T01:00Z',
      { every: '1h', ...xnys },
      '2020-01-03T01:00 to 2020-01-03T02:00 of 2020-01-02',
    ],
    [
      'an hour on another date in its own zone',
      '2020-01-03T01:00Z',
      { every: '1h', ...newYork },
      '2020-01-03T01:00 to 2020-01-03T02:00 of 2020-01-02',
    ],
    [
      'two hours over the change to summer time: elapsed time',
      '2021-03-14 01:00',
      { every: '2h', ...newYork },
      '2021-03-14T06:00 to 2021-03-14T08:00 of 2021-03-14',
    ],
    ['a day', '2020-01-02', { every: '1d' }, '2020-01-02T00:00 to 2020-01-03T00:00 of 2020-01-02'],
    [
      'a day of 23 hours',
      '2021-03-14',
      { every: '1d', ...newYork },
      '2021-03-14T05:00 to 2021-03-15T04:00 of 2021-03-14',
    ],
    [
      'a day of 25 hours',
      '2021-11-07',
      { every: '1d', ...newYork },
      '2021-11-07T04:00 to 2021-11-08T05:00 of 2021-11-07',
    ],
    [
      'a session',
      '2020-01-02',
      { every: '1d', ...xnys },
      '2020-01-02T14:30 to 2020-01-02T21:00 of 2020-01-02',
    ],
    [
      'a session, its date standing for its end',
      '2020-01-02',
      { every: '1d', stamp: 'end', ...xnys },
      '2020-01-02T14:30 to 2020-01-02T21:00 of 2020-01-02',
    ],
    [
      'a half day in summer time',
      '2020-11-27',
      { every: '1d', ...xnys },
      '2020-11-27T14:30 to 2020-11-27T18:00 of 2020-11-27',
    ],
    [
      'a session written as midnight',
      '2020-01-02 00:00:00',
      { every: '1d', ...xnys },
      '2020-01-02T14:30 to 2020-01-02T21:00 of 2020-01-02',
    ],
    [
      'a session written as its close',
      '2020-01-02T21:00Z',
      { every: '1d', stamp: 'end', ...xnys },
      '2020-01-02T14:30 to 2020-01-02T21:00 of 2020-01-02',
    ],
    [
      'a day written as the midnight that ends it',
      '2020-01-03 00:00',
      { every: '1d', stamp: 'end' },
      '2020-01-02T00:00 to 2020-01-03T00:00 of 2020-01-02',
    ],
    [
      'a day of the currency markets, over a change of clocks',
      '2021-03-13 17:00',
      { every: '1d', ...newYork },
      '2021-03-13T22:00 to 2021-03-14T21:00 of 2021-03-13',
    ],
    ['two days', '2020-01-02', { every: '2d' }, '2020-01-02T00:00 to 2020-01-04T00:00 of 2020-01-03'],
    ['a week', '2020-01-06', { every: '1w' }, '2020-01-06T00:00 to 2020-01-13T00:00 of 2020-01-12'],
    [
      'a week that a holiday shortens',
      '2020-01-21',
      { every: '1w', ...xnys },
      '2020-01-21T14:30 to 2020-01-24T21:00 of 2020-01-24',
    ],
    [
      'a week that begins on a Sunday',
      '2020-01-05',
      { every: '1w', ...xnys },
      '2020-01-06T14:30 to 2020-01-10T21:00 of 2020-01-10',
    ],
    [
      'a week named after its last day',
      '2006-01-06',
      { every: '1w', stamp: 'end' },
      '2006-01-02T00:00 to 2006-01-07T00:00 of 2006-01-06',
    ],
    ['a month', '2020-02-01', { every: '1mo' }, '2020-02-01T00:00 to 2020-03-01T00:00 of 2020-02-29'],
    [
      'a month by its sessions',
      '2020-02-01',
      { every: '1mo', ...xnys },
      '2020-02-03T14:30 to 2020-02-28T21:00 of 2020-02-28',
    ],
    [
      'a quarter over the turn of a year, named after its last day',
      '2020-01-31',
      { every: '3mo', stamp: 'end' },
      '2019-11-01T00:00 to 2020-02-01T00:00 of 2020-01-31',
    ],
    ['December', '2020-12-01', { every: '1mo' }, '2020-12-01T00:00 to 2021-01-01T00:00 of 2020-12-31'],
  ])('knows %s', (_, text, setting, expected) => {
    expect(times(text, setting)).toBe(expected);
  });

  it.each<[string, Setting, string]>([
    ['2020-01-01', { every: '1d', ...xnys }, '2020-01-01 is no session of XNYS'],
    ['2020-01-04', { every: '1d', ...xnys }, '2020-01-04 is no session of XNYS'],
    ['2020-01-02', { every: '1m' }, 'has a date without a time, and bars of 1m need one'],
    ['2020-01-02 12:00', { every: '1mo' }, 'is a month that does not begin at 00:00 in UTC'],
  ])('refuses %s with %j', (text, setting, reason) => {
    expect(() => times(text, setting)).toThrow(reason);
  });
});
