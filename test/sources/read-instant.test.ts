import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readInstant } from '../../src/sources/read-instant.js';

const instants = fc.date({ min: new Date('1901-01-01'), max: new Date('2199-01-01'), noInvalidDate: true });

describe('readInstant', () => {
  it.each([
    ['2014-05-05', 1_399_248_000_000],
    ['20140505', 1_399_248_000_000],
    ['2014-05-05T09:30', 1_399_282_200_000],
    ['2014-05-05 09:30', 1_399_282_200_000],
    ['20140505 09:30', 1_399_282_200_000],
    ['20140505 09:30:15', 1_399_282_215_000],
    ['2014-05-05T09:30:15.5', 1_399_282_215_500],
    ['2014-05-05T09:30:15.25Z', 1_399_282_215_250],
    ['2014-05-05T09:30:15.000250Z', 1_399_282_215_000.25],
    ['2014-05-05T09:30:15.000250999Z', 1_399_282_215_000.25],
    ['2014-05-05T09:30:00+02:00', 1_399_275_000_000],
    ['2014-05-05T09:30:00-0530', 1_399_302_000_000],
    ['2014-05-05 09:30:00-05', 1_399_300_200_000],
    ['2014-05-05t09:30z', 1_399_282_200_000],
    ['1399282200000', 1_399_282_200_000],
    ['1399282200000.125', 1_399_282_200_000.125],
    ['99999999999', 99_999_999_999],
    ['2000-02-29', 951_782_400_000],
    ['1969-12-31T23:59:59.999Z', -1],
  ])('reads %s', (text, expected) => {
    expect(readInstant(text, 'UTC')).toBe(expected);
  });

  it.each([
    '',
    '2014-05',
    '2014-5-5',
    '2014-13-01',
    '2014-00-01',
    '2014-02-29',
    '2014-04-31',
    '2100-02-29',
    '2014-05-05T24:00',
    '2014-05-05T09:60',
    '2014-05-05T09:30:60',
    '2014-05-05T0930',
    '2014-05-05T09',
    '2014-05-05T09:30:00.',
    '2014-05-05T09:30:00.1234567890',
    '2014-05-05T09:30:00 UTC',
    '2014-05-05T09:30:00+2',
    '2014-05-05T09:30:00Zulu',
    '2014-05-05x09:30',
    '05/05/2014',
    '1399282200',
    '20140505093000',
    '1399282200000000',
    '-1399282200000',
    '0001-01-01',
    '9999-12-31',
    'yesterday',
  ])('takes %p for no time', (text) => {
    expect(readInstant(text, 'UTC')).toBeNull();
  });

  it('agrees with the language on every instant it prints', () => {
    fc.assert(
      fc.property(instants, (date) => {
        expect(readInstant(date.toISOString(), 'America/New_York')).toBe(date.getTime());
      }),
    );
  });

  it('takes a naive time in the zone: winter, summer, and the two changes between', () => {
    const inNewYork = (text: string): number | null => readInstant(text, 'America/New_York');
    expect(inNewYork('2021-01-15 09:30')).toBe(Date.UTC(2021, 0, 15, 14, 30));
    expect(inNewYork('2021-07-15 09:30')).toBe(Date.UTC(2021, 6, 15, 13, 30));
    expect(inNewYork('2021-03-14')).toBe(Date.UTC(2021, 2, 14, 5));
    expect(inNewYork('2021-03-14 01:59:59.999')).toBe(Date.UTC(2021, 2, 14, 6, 59, 59, 999));
    expect(inNewYork('2021-03-14 03:00')).toBe(Date.UTC(2021, 2, 14, 7));
    // 02:30 was skipped and moves on by the hour; 01:30 came twice and is the first of the two.
    expect(inNewYork('2021-03-14 02:30')).toBe(Date.UTC(2021, 2, 14, 7, 30));
    expect(inNewYork('2021-11-07 01:30')).toBe(Date.UTC(2021, 10, 7, 5, 30));
    expect(inNewYork('2021-11-07 02:00')).toBe(Date.UTC(2021, 10, 7, 7));
  });
});
