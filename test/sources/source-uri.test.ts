import { describe, expect, it } from '@jest/globals';
import { parseSourceUri } from '../../src/sources/source-uri.js';

describe('parseSourceUri', () => {
  it('reads every key, percent-decoded', () => {
    const uri =
      'file:a%20b/c.csv?symbol=EUR.USD%40X&every=5m&tz=Etc/GMT%2B5&stamp=end&from=2014-05-05&to=2014-05-06' +
      '&events=news&adjust=split&factors=f%26g.csv';
    expect(parseSourceUri(uri)).toEqual({
      text: uri,
      scheme: 'file',
      path: 'a b/c.csv',
      symbol: 'EUR.USD@X',
      every: '5m',
      tz: 'Etc/GMT+5',
      stamp: 'end',
      from: '2014-05-05',
      to: '2014-05-06',
      events: 'news',
      adjust: 'split',
      factors: 'f&g.csv',
    });
  });

  it('leaves open what is not said, in UTC and with times at the start', () => {
    expect(parseSourceUri('file:x.csv')).toEqual({
      text: 'file:x.csv',
      scheme: 'file',
      path: 'x.csv',
      symbol: null,
      every: null,
      tz: 'UTC',
      stamp: 'start',
      from: null,
      to: null,
      events: null,
      adjust: null,
      factors: null,
    });
  });

  it('takes a plus sign for itself', () => {
    expect(parseSourceUri('file:a+b.csv?tz=Etc/GMT+5')).toMatchObject({ path: 'a+b.csv', tz: 'Etc/GMT+5' });
  });

  it.each([
    ['samples/SPY.csv', 'has no scheme; write file:samples/SPY.csv'],
    ['tape:', 'names no file'],
    ['tape:x?every=1m', 'every was decided when the tape was made; symbol, from, to narrow it'],
    ['kafka:', 'names no topic'],
    ['kafka:a/b', "'a/b' is no name of a topic"],
    ['kafka:ticks?every=1m', 'every is said by the records of a topic; symbol, from, to, tz narrow it'],
    ['ib:', 'ib: is not supported yet'],
    [
      'file:x.arrow?symbol=A',
      'arrow files are not supported yet; ' +
        'supported are file:PATH of csv, csv.gz and parquet, tape:PATH and ' +
        'kafka:TOPIC',
    ],
    ['file:', 'names no file'],
    ['file:?symbol=A', 'names no file'],
    ['file:x.csv?simbol=A', "there is no key 'simbol'; did you mean symbol?"],
    ['file:x.csv?colour=red', "there is no key 'colour'; known are symbol, every, tz"],
    ['file:x.csv?toString=1', "there is no key 'toString'"],
    ['kafka:ticks?follow', 'what is followed has no end: millrace paper and live follow a topic'],
    ['file:x.csv?symbol=A&symbol=B', 'symbol is given twice'],
    ['file:x.csv?symbol=', 'symbol has no value'],
    ['file:x.csv?symbol', 'symbol has no value'],
    ['file:x.csv?every=1y', "every is '1y', which is no length such as 1s 5m 1h 1d 1w 1mo"],
    ['file:x.csv?tz=Mars/Olympus', "tz is 'Mars/Olympus', which is no time zone"],
    ['file:x.csv?stamp=middle', "stamp is 'middle'; known are start, end"],
    ['file:x.csv?adjust=yes', "adjust is 'yes'; known are none, split, total"],
    ['file:x%ZZ.csv', 'a percent sign itself is written %25'],
  ])('refuses %s', (uri, reason) => {
    expect(() => parseSourceUri(uri)).toThrow(
      expect.objectContaining({
        code: 'SOURCE_INVALID',
        facts: { uri, reason: expect.stringContaining(reason) },
      }),
    );
  });
});
