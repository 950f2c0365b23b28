import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MarketEvent } from '../../../src/domain/market-event.js';
import { readAll, scratchFolder, world } from '../source-fixture.js';
import { ingested } from './ingested.js';

const write = scratchFolder();
const path = write('made.tape', '').replace('made.tape', 'new.tape');
const file = (text: string, query = ''): string => `file:${write('in.csv', text)}${query}`;

const HEADER = 'timestamp,symbol,price,size';
const trade = (minute: number, symbol = 'A', rest = '1.5,3'): string =>
  `2024-01-02T09:${String(minute).padStart(2, '0')}:00Z,${symbol},${rest}`;
const csv = (...lines: readonly string[]): string => `${[HEADER, ...lines].join('\n')}\n`;

describe('ingest', () => {
  it('sorts what stands in any order', async () => {
    const { events, meta } = await ingested(path, [file(csv(trade(3), trade(1), trade(2, 'B'), trade(2)))]);
    expect(events.map(({ at, symbol }) => `${new Date(at).getUTCMinutes()}${symbol}`)).toEqual([
      '1A',
      '2A',
      '2B',
      '3A',
    ]);
    expect(meta.streams.map(({ symbol, rows }) => [symbol, rows])).toEqual([
      ['A', 3],
      ['B', 1],
    ]);
  });

  it('leaves bad rows out, with their line, why, and what stood there', async () => {
    const text = csv(
      trade(1),
      trade(2, 'A', 'x,3'),
      '',
      trade(3, 'A', '1'),
      trade(4, 'A', '-1,3'),
      trade(5, '', '1,3'),
      trade(6, 'A', '0,3'),
      trade(99),
      trade(7),
    );
    const { events, left, bad, rowsRead, reasons } = await ingested(path, [file(text)]);
    expect(events).toHaveLength(2);
    expect([bad, rowsRead]).toEqual([7, 9]);
    const place = (line: number): string => `${write('in.csv', text)},${line},`;
    expect(left).toEqual([
      `${place(3)}"price is 'x', which is no price","${trade(2, 'A', 'x,3')}"`,
      `${place(4)}"is blank, and rows follow it",`,
      `${place(5)}"has 3 fields, the header has 4","${trade(3, 'A', '1')}"`,
      `${place(6)}"price is '-1', a negative price","${trade(4, 'A', '-1,3')}"`,
      `${place(7)}symbol is blank,"${trade(5, '', '1,3')}"`,
      `${place(8)}"price is 0, at which nobody trades","${trade(6, 'A', '0,3')}"`,
      expect.stringMatching(/,9,"timestamp is '2024-01-02T09:99:00Z', which is no time/),
    ]);
    expect([...reasons.values()]).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('refuses more bad rows than may be, and leaves nothing behind', async () => {
    const away = path.replace('new.tape', 'none.tape');
    await expect(ingested(away, [file(csv(trade(1), trade(2, 'A', 'x,1')))], 0)).rejects.toMatchObject({
      code: 'ROWS_BAD',
      facts: { bad: 1, limit: '0' },
    });
    expect(existsSync(away)).toBe(false);
    expect(readdirSync(dirname(away)).filter((name) => name.includes('none.tape'))).toEqual([]);
  });

  it('leaves out the second bar of a time, wherever it stood', async () => {
    const bar = (day: number): string => `2024-01-${String(day).padStart(2, '0')},10,12,9,11,100`;
    const text = ['date,open,high,low,close,volume', bar(4), bar(2), bar(3), bar(2), ''].join('\n');
    const { events, left } = await ingested(path, [file(text, '?symbol=X&every=1d')]);
    expect(events.map((event) => 'sessionDate' in event && event.sessionDate)).toEqual([
      '2024-01-02',
      '2024-01-03',
      '2024-01-04',
    ]);
    expect(left).toHaveLength(1);
    expect(left[0]).toContain(',5,X has a bar of 1d to 2024-01-03T00:00:00.000Z already,');
  });

  it('makes one tape of several files, tapes and kinds, in whatever order they are named', async () => {
    const trades = `file:${write('trades.csv', csv(trade(1), trade(3, 'B')))}`;
    const quotes = `file:${write('q.csv.gz', gzipSync(`time,bid,ask\n2024-01-02T09:01:00Z,1,2\n`))}?symbol=A`;
    const tape = path.replace('new', 'quotes');
    await ingested(tape, [quotes]);
    const one = await ingested(path, [trades, quotes]);
    expect(one.events.map(({ kind, symbol }) => `${kind} ${symbol}`)).toEqual([
      'quote A',
      'trade A',
      'trade B',
    ]);
    const other = await ingested(path, [`tape:${tape}`, trades]);
    expect(other.meta.contentHash).toBe(one.meta.contentHash);
    await expect(ingested(path, [trades, trades])).rejects.toMatchObject({ code: 'SOURCE_OVERLAP' });
  });
});

/** What a line of trades may look like, mostly plain. */
const cell = {
  time: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.integer({ min: 0, max: 9e8 }).map((ms) => new Date(17e11 + ms).toISOString()),
    },
    fc.constantFrom(
      '2024-02-29 23:59:59.123456Z',
      '2024-02-29T10:00:00.1234567',
      '1700000000123',
      '20240102',
    ),
    fc.constantFrom('2024-01-02T09:30:00+02:00', '2024-01-02T09:30', '2023-02-29T09:30:00Z', '', 'x', '99'),
    fc.constantFrom('2024-12-31T23:59:59.000001Z', '1959-12-31T23:59:59.999999Z', '2024-01-02t09:30:00z'),
  ),
  symbol: fc.constantFrom('A', 'A', 'BB', 'é', '"A"', ' A', '', '"B""B"'),
  number: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 1e7 }).map((cents) => (cents / 100).toFixed(2)) },
    fc.constantFrom(
      '0',
      '1.',
      '.5',
      '',
      '1e3',
      '-1',
      '+1',
      '0x1',
      ' 7',
      '"8"',
      '123456789012345.6',
      '0.1',
      '1.2.3',
    ),
    fc.double({ min: 0, noNaN: true }).map(String),
  ),
};
/** What else may stand in a row: quotes with whole rows in them, and what is no quote at all. */
const note = fc.constantFrom(
  ...['', 'x', 'a"b', '"a,b"', '"say ""no"""', '"a"b', '"a\nb"', '"\n"', '"\r\n"""'],
  `"\n${trade(1)},\n${trade(2, 'B')},"`,
);
const line = fc.tuple(cell.time, cell.symbol, cell.number, cell.number, note).map((cells) => cells.join(','));
const noted = (...rows: readonly string[]): string => `${[`${HEADER},note`, ...rows].join('\n')}\n`;

describe('the quick reader of trades', () => {
  it('takes every line that the strict reader takes, as it does, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
        const good: MarketEvent[] = [];
        for (const one of lines) {
          good.push(...(await readAll(file(noted(one)), world).catch(() => [])));
        }
        const text = file(noted(...lines));
        if (good.length === 0) {
          await expect(ingested(path, [text])).rejects.toMatchObject({ code: 'RANGE_EMPTY' });
          return;
        }
        const { events, bad } = await ingested(path, [text]);
        expect(bad).toBe(lines.length - good.length);
        expect(events.map(bare).sort()).toEqual(good.map(bare).sort());
      }),
      { numRuns: 150 },
    );
  });

  it('knows a row in quotes from a row wherever the blocks of the file end', async () => {
    const rows = Array.from(
      { length: 9_000 },
      (_, n) => `${trade(n % 60)},"${n}\n${trade(1, 'NO', '9,9')},\n"`,
    );
    const text = noted(...rows);
    expect(text.length).toBeGreaterThan(2 * (1 << 18));
    const made = await ingested(path, [file(text)]);
    expect([made.bad, made.rowsRead, made.events.length]).toEqual([0, 9_000, 9_000]);
    expect(new Set(made.events.map(({ symbol }) => symbol))).toEqual(new Set(['A']));
  });

  it('counts the lines inside of quotes, where it says on which line a bad row begins', async () => {
    const text = noted(
      `${trade(1)},"a\nb\nc"`,
      trade(2, 'A', 'x,3,"a\nb"'),
      trade(3, 'A', 'y,3,'),
      `${trade(4)},`,
    );
    const { left, events } = await ingested(path, [file(text)]);
    expect(events).toHaveLength(2);
    expect(left.join('\n')).toMatch(/in.csv,5,"price is 'x'[^]*in.csv,7,"price is 'y'/);
  });

  it('refuses a quote that nobody closes, whatever number of bad rows is allowed', async () => {
    const open = `${trade(2)},"a`;
    const row = `${trade(1)},`;
    await expect(ingested(path, [file(noted(row, open, row))])).rejects.toMatchObject({
      code: 'ROW_INVALID',
      facts: { line: 3, reason: 'opens a quote that is never closed' },
    });
    const long = noted(row, open, ...Array.from({ length: 40_000 }, () => row));
    await expect(ingested(path, [file(long)])).rejects.toMatchObject({
      code: 'ROW_INVALID',
      facts: { line: 3, reason: expect.stringContaining('1 MiB') },
    });
  });

  it('skips a header of several lines, and one that is longer than a block', async () => {
    for (const [name, line] of [
      ['"a\nb"', 4],
      ['n'.repeat(300_000), 3],
    ] as const) {
      const text = `${HEADER},${name}\n${trade(1)},x\n${trade(2, 'A', 'x,1')},\n`;
      const { events, left } = await ingested(path, [file(text)]);
      expect(events).toHaveLength(1);
      expect(left).toEqual([expect.stringContaining(`,${line},"price is 'x'`)]);
    }
  });
});

/** Without the size: whether a 0 says anything is told by all rows together. */
const bare = (event: MarketEvent): string =>
  JSON.stringify({ ...event, ...('size' in event && { size: event.size === 0 ? null : event.size }) });
