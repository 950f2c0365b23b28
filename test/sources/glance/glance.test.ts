import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instrumentOf } from '../../../config/instrument-of.js';
import { loadConfig } from '../../../config/load.js';
import type { Instrument } from '../../../src/domain/instrument.js';
import { glance, type Seen } from '../../../src/sources/glance/glance.js';
import { LogHistogram } from '../../../src/sources/glance/log-histogram.js';
import { openSource } from '../../../src/sources/open-source.js';
import { ingested } from '../ingest/ingested.js';
import { scratchFolder } from '../source-fixture.js';

const write = scratchFolder();
const { config } = loadConfig({ mode: 'backtest' });

const seen = async (uri: string, calendar: string | null = null): Promise<Seen> => {
  const instrument = (symbol: string): Instrument => ({ ...instrumentOf(config, symbol), calendar });
  return glance(await openSource(uri, { instrument }), instrument);
};

const file = (lines: readonly string[], query: string): string =>
  `file:${write('glance.csv', `${lines.join('\n')}\n`)}?${query}`;

const minute = (index: number): string => new Date(Date.UTC(2024, 0, 2, 14, 30 + index)).toISOString();

describe('a glance at quotes', () => {
  const quote = (index: number, bid: string, ask: string): string => `${minute(index)},${bid},${ask}`;
  const lines = [
    'time,bid,ask',
    ...[
      quote(0, '99', '101'),
      quote(1, '99.9', '100.1'),
      quote(2, '99.9', '100.1'),
      quote(2, '99.9', '100.1'),
    ],
    ...[quote(3, '101', '99'), quote(4, '99.9', '100.1'), quote(4, '99.9', '100.2')],
  ];

  it('tells their spread, what is crossed, and rows that are there twice', async () => {
    const [stream] = (await seen(file(lines, 'symbol=A'))).streams;
    // Seven spreads: four of 20 bps, one of 30, one of 200, one of -200.
    expect(stream?.spread).toEqual({
      medianBps: expect.closeTo(20, 0),
      worstBps: expect.closeTo(200, 9),
      crossed: 1,
    });
    expect(stream?.duplicates).toBe(1);
    expect(stream?.price).toEqual({
      first: 100,
      low: 100,
      high: 100.05000000000001,
      last: 100.05000000000001,
    });
    expect(stream?.volume).toBeNull();
  });
});

describe('a glance at trades', () => {
  const times = [...Array.from({ length: 400 }, (_, index) => index * 1_000), 460_000, 461_000, 600_000];
  const lines = times.map((ms) => `${Date.UTC(2024, 0, 2, 15) + ms},10,2`);

  it('tells pauses that are far longer than nearly all of them, the longest first', async () => {
    const [stream] = (await seen(file(['time,price,size', ...lines], 'symbol=A'))).streams;
    const at = (ms: number): number => Date.UTC(2024, 0, 2, 15) + ms;
    expect(stream?.gaps).toEqual({
      rule: expect.stringContaining('99 of 100'),
      count: 2,
      longest: [
        { from: at(461_000), to: at(600_000), ms: 139_000 },
        { from: at(399_000), to: at(460_000), ms: 61_000 },
      ],
    });
    expect(stream?.volume).toBe(2 * times.length);
    expect(stream?.course?.rows.reduce((sum, rows) => sum + rows, 0)).toBe(times.length);
  });

  it('counts the hours of an exchange alone where one is known', async () => {
    const days = [2, 3, 4].map((day) => Date.UTC(2024, 0, day, 14, 30)); // each opens at 09:30 in New York
    const spread = days.flatMap((open) => Array.from({ length: 390 }, (_, index) => open + index * 60_000));
    const late = spread.filter((at) => at < Date.UTC(2024, 0, 4, 16) || at >= Date.UTC(2024, 0, 4, 18));
    const uri = file(['time,price', ...late.map((at) => `${at},10`)], 'symbol=A');
    const ofVenue = (await seen(uri, 'XNYS')).streams[0]?.gaps;
    expect(ofVenue?.longest.map(({ ms }) => ms)).toEqual([7_260_000]);
    // Without its hours the nights are pauses like any other.
    expect((await seen(uri)).streams[0]?.gaps?.count).toBe(3);
  });
});

describe('a glance at bars', () => {
  const bar = (date: string): string => `${date},10,12,9,11,100`;
  const bars = (...dates: readonly string[]): string =>
    file(['date,open,high,low,close,volume', ...dates.map(bar)], 'symbol=A&every=1d');
  const dates = ['2024-01-02', '2024-01-03', '2024-01-05', '2024-01-08', '2024-01-09', '2024-01-16'];

  it('finds every session that has none', async () => {
    const gaps = (await seen(bars(...dates), 'XNYS')).streams[0]?.gaps;
    // The 4th; the 10th, 11th and 12th, while the 15th was a holiday.
    expect(gaps?.count).toBe(2);
    expect(gaps?.longest.map(({ ms }) => ms / 3_600_000)).toEqual([19.5, 6.5]);
  });

  it('finds more than three days without one where no hours are known', async () => {
    const gaps = (await seen(bars(...dates))).streams[0]?.gaps;
    expect(gaps?.longest.map(({ ms }) => ms / 86_400_000)).toEqual([6]);
  });

  it('keeps price and volume of all of them', async () => {
    const [stream] = (await seen(bars(...dates))).streams;
    expect(stream?.price).toEqual({ first: 11, low: 9, high: 12, last: 11 });
    expect(stream?.volume).toBe(600);
  });
});

describe('a glance', () => {
  it('sees in a tape what it sees in its csv, stream by stream', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => {
      const symbol = ['A', 'B', 'C'][index % 3] ?? '';
      return `${Date.UTC(2024, 0, 2) + (index >> 2) * 700},${symbol},${100 + (index % 17)},${index % 5}`;
    });
    const uri = file(['time,symbol,price,size', ...lines], '');
    const tape = write('glance.tape', '');
    await ingested(tape, [uri]);
    const [csv, taped] = [await seen(uri), await seen(`tape:${tape}`)];
    expect(csv.streams).toHaveLength(3);
    expect(taped).toEqual(csv);
  });

  it('refuses a range without rows', async () => {
    const uri = file(['time,price', `${minute(0)},10`], 'symbol=A&from=2030-01-01');
    await expect(seen(uri)).rejects.toMatchObject({ code: 'RANGE_EMPTY' });
  });
});

describe('the histogram of a glance', () => {
  const values = fc.array(fc.double({ min: 0.01, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 300 });

  it('knows every quantile to a hundredth', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
        const histogram = new LogHistogram();
        for (const value of all) histogram.add(value);
        const exact = all.toSorted((a, b) => a - b)[Math.ceil(share * all.length) - 1] ?? Number.NaN;
        expect(Math.abs(histogram.quantile(share) / exact - 1)).toBeLessThan(0.01);
      }),
    );
  });
});
