import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '../../src/domain/error-codes.js';
import { ERRORS } from '../../src/domain/error-codes.js';
import { MillraceError } from '../../src/domain/millrace-error.js';
import { openSource } from '../../src/sources/open-source.js';
import { eventsOf, readAll, scratchFolder, world } from './source-fixture.js';

const write = scratchFolder();

const failureOf = async (uri: string): Promise<MillraceError> => {
  try {
    await readAll(uri);
  } catch (cause) {
    if (cause instanceof MillraceError) return cause;
    throw cause;
  }
  throw new Error(`${uri} was read without a complaint`);
};

const BARS = 'date,open,high,low,close,volume';
const day = (index: number): string => new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
const goodBars = Array.from({ length: 600 }, (_, index) => `${day(index)},10,12,9,11,${100 + index}`);

/** Six hundred good rows after the header, so that row n stands on line n + 2, with some replaced. */
const bars = (rows: Readonly<Record<number, string>>, header = BARS): string =>
  [header, ...goodBars.map((row, index) => rows[index] ?? row)].join('\n');

interface Case {
  readonly what: string;
  readonly content: string | Uint8Array;
  readonly query?: string;
  readonly name?: string;
  readonly code: ErrorCode;
  readonly exit: number;
  /** Where and what, as the message has to say it; the path is left out. */
  readonly says: readonly string[];
}

const row = (what: string, broken: string, says: string): Case => ({
  what,
  content: bars({ 400: broken }),
  code: 'ROW_INVALID',
  exit: 4,
  says: [':402: ', says],
});

const cases: readonly Case[] = [
  { what: 'an empty file', content: '', code: 'FILE_EMPTY', exit: 4, says: ['has no row'] },
  { what: 'a byte order mark alone', content: '\uFEFF', code: 'FILE_EMPTY', exit: 4, says: ['has no row'] },
  { what: 'a header alone', content: `${BARS}\n`, code: 'FILE_EMPTY', exit: 4, says: ['has no row'] },
  {
    what: 'a header and blank lines',
    content: `${BARS}\n\n\n`,
    code: 'FILE_EMPTY',
    exit: 4,
    says: ['has no row'],
  },
  {
    what: 'no known column',
    content: 'when,what\n2020-01-01,5\n',
    code: 'COLUMNS_UNKNOWN',
    exit: 4,
    says: ['when,what', 'open, high, low, close'],
  },
  {
    what: 'prices without a time',
    content: 'open,high,low,close\n1,1,1,1\n',
    code: 'COLUMNS_UNKNOWN',
    exit: 4,
    says: ['open,high,low,close'],
  },
  {
    what: 'bars without a close',
    content: 'date,open,high,low\n2020-01-01,1,1,1\n',
    code: 'COLUMNS_UNKNOWN',
    exit: 4,
    says: ['date,open,high,low'],
  },
  {
    what: 'a column twice, in another case',
    content: bars({}, 'date,open,high,low,close,Close'),
    code: 'ROW_INVALID',
    exit: 4,
    says: [':1: ', 'Close twice'],
  },
  row('text for a price', `${day(400)},10,12,9,eleven,5`, "close is 'eleven', which is no price"),
  row('a blank price', `${day(400)},10,12,9,,5`, 'close is blank'),
  row('NaN', `${day(400)},10,12,9,NaN,5`, "close is 'NaN', which is no price"),
  row('infinity', `${day(400)},10,Infinity,9,11,5`, "high is 'Infinity', which is no price"),
  row('a number too large', `${day(400)},10,1e999,9,11,5`, "high is '1e999', which is no price"),
  row('a hexadecimal number', `${day(400)},10,0x0c,9,11,5`, "high is '0x0c', which is no price"),
  row('a negative price', `${day(400)},10,12,-9,11,5`, "low is '-9', a negative price"),
  row('a price of minus zero', `${day(400)},10,12,-0,11,5`, "low is '-0', a negative price"),
  row('a price of zero', `${day(400)},10,12,0,11,5`, 'price 0'),
  row('high below low', `${day(400)},10,9,12,11,5`, 'high 9 is below low 12'),
  row('an open above the high', `${day(400)},13,12,9,11,5`, 'open 13 lies outside low 9 to high 12'),
  row('an open below the low', `${day(400)},8.99,12,9,11,5`, 'open 8.99 lies outside low 9 to high 12'),
  row('a close above the high', `${day(400)},10,12,9,12.01,5`, 'close 12.01 lies outside low 9 to high 12'),
  row('a close below the low', `${day(400)},10,12,9,8.99,5`, 'close 8.99 lies outside low 9 to high 12'),
  row('text for a volume', `${day(400)},10,12,9,11,many`, "volume is 'many', which is no size"),
  row('a negative volume', `${day(400)},10,12,9,11,-5`, "volume is '-5', a negative size"),
  row('too few fields', `${day(400)},10,12,9,11`, 'has 5 fields, the header has 6'),
  row('too many fields', `${day(400)},10,12,9,11,5,`, 'has 7 fields, the header has 6'),
  row('a blank line', '', 'is blank'),
  row('a time that is none', 'yesterday,10,12,9,11,5', "date is 'yesterday', which is no time"),
  row('a day that no month has', '2021-02-29,10,12,9,11,5', "date is '2021-02-29', which is no time"),
  row('epoch seconds', '1612569600,10,12,9,11,5', 'epoch times are milliseconds'),
  row('text after a quote', `"${day(400)}"x,10,12,9,11,5`, 'text after a closing quote'),
  {
    ...row('an unclosed quote', `"${day(400)},10,12,9,11,5`, 'never closed'),
  },
  {
    what: 'times out of order',
    content: bars({ 400: goodBars[398] ?? '', 399: goodBars[399] ?? '' }),
    code: 'ROW_ORDER',
    exit: 4,
    says: [':402: ', `'${day(398)}' stands after ${day(399)}`, 'Sort'],
  },
  {
    what: 'two bars of one day',
    content: bars({ 400: goodBars[399] ?? '' }),
    code: 'ROW_DUPLICATE',
    exit: 4,
    says: [':402: ', 'X has a bar of 1d', 'already'],
  },
  {
    what: 'bars that overlap',
    content: 'time,open,high,low,close\n2020-01-01T10:00Z,1,1,1,1\n2020-01-01T10:05Z,1,1,1,1\n',
    query: '?symbol=X&every=1h',
    code: 'ROW_INVALID',
    exit: 4,
    says: [':3: ', 'is every=1h right?'],
  },
  {
    what: 'a date that is no session',
    content: `${BARS}\n2020-01-02,1,1,1,1,1\n2020-01-04,1,1,1,1,1\n`,
    query: '?symbol=NYX&every=1d',
    code: 'ROW_INVALID',
    exit: 4,
    says: [':3: ', '2020-01-04 is no session of XNYS'],
  },
  {
    what: 'a date before the calendar begins',
    content: `${BARS}\n1960-01-04,1,1,1,1,1\n`,
    query: '?symbol=NYX&every=1d',
    code: 'ROW_INVALID',
    exit: 4,
    says: [':2: ', 'XNYS'],
  },
  {
    what: 'a date alone for bars of minutes',
    content: `${BARS}\n2020-01-02,1,1,1,1,1\n`,
    query: '?symbol=X&every=1m',
    code: 'ROW_INVALID',
    exit: 4,
    says: [':2: ', 'date without a time'],
  },
  {
    what: 'a blank symbol',
    content: 'time,symbol,price\n2020-01-02,,1\n',
    query: '',
    code: 'ROW_INVALID',
    exit: 4,
    says: [':2: ', 'symbol is blank'],
  },
  {
    what: 'a negative quote',
    content: 'time,bid,ask\n2020-01-02T10:00Z,-1,1\n',
    query: '?symbol=X',
    code: 'ROW_INVALID',
    exit: 4,
    says: [':2: ', "bid is '-1', a negative price"],
  },
  {
    what: 'quotes that go back by a microsecond',
    content: 'time,bid,ask\n2020-01-02 10:00:00.000002,1,1\n2020-01-02 10:00:00.000001,1,1\n',
    query: '?symbol=X',
    code: 'ROW_ORDER',
    exit: 4,
    says: [':3: '],
  },
  {
    what: 'an hour that comes twice as the clocks are set back',
    content: 'time,price\n2021-11-07 01:59:00,1\n2021-11-07 01:00:00,1\n',
    query: '?symbol=X&tz=America/New_York',
    code: 'ROW_ORDER',
    exit: 4,
    says: [':3: ', 'write the times with their zone'],
  },
  {
    what: 'a date alone, known at its end, before a time of that date',
    content: 'time,price\n2020-01-02,1\n2020-01-02T10:00Z,1\n',
    query: '?symbol=X',
    code: 'ROW_ORDER',
    exit: 4,
    says: [':3: ', 'known at 2020-01-02T10:00:00.000Z, the row above at 2020-01-03T00:00:00.000Z', 'its end'],
  },
  {
    what: 'labels of many symbols that end in another order than they stand',
    content: 'time,symbol,open,high,low,close\n2020-01-08T00:00Z,X,1,1,1,1\n2020-01-08T00:01Z,NYX,1,1,1,1\n',
    query: '?every=1d&stamp=end',
    code: 'ROW_ORDER',
    exit: 4,
    says: [':3: ', 'known at 2020-01-07T21:00:00.000Z, the row above at 2020-01-08T00:00:00.000Z'],
  },
  {
    what: 'gzip that breaks off',
    name: 'broken.csv.gz',
    content: gzipSync(bars({})).subarray(0, 200),
    code: 'FILE_UNREADABLE',
    exit: 4,
    says: ['unexpected end of file', 'written whole'],
  },
  {
    what: 'gzip that is none',
    name: 'none.csv.gz',
    content: bars({}),
    code: 'FILE_UNREADABLE',
    exit: 4,
    says: ['incorrect header check'],
  },
  {
    what: 'no symbol anywhere',
    content: bars({}),
    query: '?every=1d',
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ['say ?symbol=NAME'],
  },
  {
    what: 'a symbol that no row has',
    content: 'time,symbol,price\n2020-01-02,A,1\n2020-01-02,B,1\n',
    query: '?symbol=C',
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ['no row is of C; there are A, B'],
  },
  {
    what: 'bars of an unknown length',
    content: 'time,open,high,low,close\n2020-01-01T10:00Z,1,1,1,1\n',
    query: '?symbol=X',
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ['say ?every=1m'],
  },
  {
    what: 'dates a week apart and no length',
    content: 'date,open,high,low,close\n2020-01-06,1,1,1,1\n2020-01-13,1,1,1,1\n',
    query: '?symbol=X',
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ['say ?every='],
  },
  row(
    'what a terminal would obey',
    `${day(400)},10,12,9,\u001b[2J11,5`,
    "close is '?[2J11', which is no price",
  ),
  row('a text that goes on', `${day(400)},10,12,9,${'9x'.repeat(9_000)},5`, `${'9x'.repeat(40)}…', which`),
  row(
    'a control character in a time',
    '2021-\u00072-04,10,12,9,11,5',
    "date is '2021-?2-04', which is no time",
  ),
  {
    what: 'columns between semicolons',
    content: bars({}).replaceAll(',', ';'),
    code: 'COLUMNS_UNKNOWN',
    exit: 4,
    says: ['date;open;high;low;close;volume in one: commas separate columns'],
  },
  {
    what: 'columns between tabs',
    content: bars({}).replaceAll(',', '\t'),
    code: 'COLUMNS_UNKNOWN',
    exit: 4,
    says: ['date?open?high?low?close?volume in one: commas separate columns'],
  },
  {
    what: 'an ask of nothing',
    content: 'time,bid,ask\n2020-01-02T10:00Z,0,1\n2020-01-02T10:01Z,1,0\n',
    query: '?symbol=X',
    code: 'ROW_INVALID',
    exit: 4,
    says: [':3: ', 'ask is 0, at which nobody sells'],
  },
  {
    what: 'a trade at nothing',
    content: 'time,price\n2020-01-02T10:00Z,0.0001\n2020-01-02T10:01Z,0\n',
    query: '?symbol=X',
    code: 'ROW_INVALID',
    exit: 4,
    says: [':3: ', 'price is 0, at which nobody trades'],
  },
  {
    what: 'a time that the clocks skip',
    content: 'time,price\n2021-03-14 01:59:59.999,1\n2021-03-14 02:00:00,1\n2021-03-14 02:30,1\n',
    query: '?symbol=X&tz=America/New_York',
    code: 'ROW_INVALID',
    exit: 4,
    says: [':4: ', "time is '2021-03-14 02:30', which no clock of America/New_York shows: is tz right?"],
  },
  {
    what: 'a symbol that a terminal would obey',
    content: 'time,symbol,price\n2020-01-02T10:00Z,A\u001b[2JB,1\n',
    query: '',
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ["symbol 'A?[2JB' has characters that cannot be shown"],
  },
  {
    what: 'a symbol that is not UTF-8',
    content: Buffer.from('time,symbol,price\n2020-01-02T10:00Z,Z\u00fcrich,1\n', 'latin1'),
    query: '',
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ['has characters that cannot be shown'],
  },
  {
    what: 'a symbol with a blank beside it',
    content: bars({}),
    query: '?symbol=SPY%20&every=1d',
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ["symbol 'SPY ' begins or ends with a blank"],
  },
  {
    what: 'days that are said to be hours',
    content: bars({}).replaceAll(/^(2\d{3}-\d\d-\d\d)/gm, '$1T00:00Z'),
    query: '?symbol=X&every=1h',
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ['21 bars in a row lie whole multiples of 24h apart: is every=1h right?'],
  },
  {
    what: 'five minutes that are said to be one',
    content: [
      'time,open,high,low,close',
      ...Array.from(
        { length: 40 },
        (_, index) =>
          `${new Date(Date.UTC(2020, 0, 2, 9, 5 * index + (index > 9 ? 35 : 0))).toISOString()},1,1,1,1`,
      ),
    ].join('\n'),
    query: '?symbol=X&every=1m',
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ['whole multiples of 5m apart: is every=1m right?'],
  },
  {
    what: 'months that are said to be days',
    content: [
      'date,open,high,low,close',
      ...Array.from(
        { length: 30 },
        (_, index) => `${new Date(Date.UTC(2020, index, 1)).toISOString().slice(0, 10)},1,1,1,1`,
      ),
    ].join('\n'),
    query: '?symbol=X&every=1d',
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ['21 bars in a row lie 28 days apart or more: is every=1d right?'],
  },
  {
    what: 'a length for quotes',
    content: 'time,bid,ask\n2020-01-02T10:00Z,1,1\n',
    query: '?symbol=X&every=1m',
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ['every belongs to bars, and the file has quotes'],
  },
];

describe('bad input', () => {
  it.each(cases)(
    'refuses $what',
    async ({ content, query = '?symbol=X&every=1d', name = 'x.csv', ...expected }) => {
      const path = write(name, content);
      const failure = await failureOf(`file:${path}${query}`);
      expect(failure.code).toBe(expected.code);
      expect(ERRORS[failure.code].exit).toBe(expected.exit);
      for (const text of expected.says) expect(failure.message).toContain(text);
      if (expected.exit === 4) expect(failure.message).toContain(path);
    },
  );

  it('has a next step for every error of data', async () => {
    const failure = await failureOf(`file:${write('x.csv', bars({ 400: '2021-02-04,a,b,c,d,e' }))}?symbol=X`);
    expect(failure.message).toMatch(/x\.csv:402: open is 'a', which is no price\. Mend the row/);
  });

  it('refuses a file that is not there, and a folder', async () => {
    const folder = dirname(write('x.csv', ''));
    const missing = await failureOf(`file:${join(folder, 'nope.csv')}?symbol=X`);
    expect([missing.code, missing.message]).toEqual([
      'FILE_MISSING',
      `${join(folder, 'nope.csv')}: no such file. Check the path.`,
    ]);
    mkdirSync(join(folder, 'folder.csv'));
    const isFolder = await failureOf(`file:${join(folder, 'folder.csv')}?symbol=X`);
    expect([isFolder.code, isFolder.facts.reason]).toEqual(['FILE_MISSING', 'is a folder']);
  });

  it('refuses what can be read but once, such as a pipe, at once', async () => {
    const pipe = join(dirname(write('x.csv', '')), 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/zero']) {
      const failure = await failureOf(`file:${path}?symbol=X`);
      expect([failure.code, failure.facts.reason]).toEqual(['FILE_MISSING', 'is no regular file']);
    }
  });

  it('looks through a header of a hundred thousand columns at once', async () => {
    const extra = Array.from({ length: 100_000 }, (_, index) => `c${index}`);
    const header = `${BARS},${extra.join(',')}`;
    const path = write('wide.csv', `${header}\n${day(0)},10,12,9,11,5${',1'.repeat(extra.length)}\n`);
    const begun = performance.now();
    expect(await readAll(`file:${path}?symbol=X`)).toHaveLength(1);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it.each([
    ['grows', (path: string) => appendFileSync(path, `\n${day(900)},10,12,9,11,5`)],
    [
      'is replaced by one of its length',
      (path: string) => writeFileSync(path, bars({}).replaceAll('9', '8')),
    ],
    ['goes away', (path: string) => rmSync(path)],
  ])('refuses a file that %s after it was looked through', async (_what, change) => {
    const path = write('x.csv', bars({}));
    utimesSync(path, 1, 1);
    const source = await openSource(`file:${path}?symbol=X`, world);
    change(path);
    await expect(eventsOf(source.rows())).rejects.toMatchObject({
      code: expect.stringMatching(/^FILE_(CHANGED|MISSING)$/),
      message: expect.stringContaining(path),
    });
  });

  it('refuses a file that changes while it is read', async () => {
    const path = write('x.csv', bars({}));
    const source = await openSource(`file:${path}?symbol=X`, { ...world, chunkRows: 10 });
    const reading = (async () => {
      for await (const _ of source.rows()) appendFileSync(path, '\n');
    })();
    await expect(reading).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  });

  it('refuses a file without permission', async () => {
    const path = write('locked.csv', bars({}));
    chmodSync(path, 0o000);
    // Root may read everything, so root becomes nobody for a moment.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      const failure = await failureOf(`file:${path}?symbol=X`);
      expect([failure.code, failure.facts.reason]).toEqual(['FILE_MISSING', 'no permission to read it']);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
});
