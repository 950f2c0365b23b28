import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { Bar, MarketEvent } from '../../src/domain/market-event.js';
import { openSource } from '../../src/sources/open-source.js';
import { describeWithShared } from '../shared-data.js';
import { readAll, scratchFolder, world } from './source-fixture.js';

const write = scratchFolder();

const file = (content: string | Uint8Array, query: string, name = 'x.csv'): string =>
  `file:${write(name, content)}${query}`;

const barsOf = async (uri: string): Promise<readonly Bar[]> =>
  (await readAll(uri)).filter((event) => event.kind === 'bar');

describe('openSource on the samples', () => {
  it('reads SPY as New York trades it', async () => {
    const bars = await barsOf('file:samples/SPY.csv?symbol=SPY&every=1d&adjust=none');
    expect(bars).toHaveLength(5849);
    expect(bars[0]).toEqual({
      kind: 'bar',
      symbol: 'SPY',
      start: Date.UTC(1998, 0, 2, 14, 30),
      at: Date.UTC(1998, 0, 2, 21),
      sessionDate: '1998-01-02',
      every: '1d',
      open: 97.31,
      high: 97.53,
      low: 96.53,
      close: 97.36,
      volume: 2_150_000,
      bid: null,
      ask: null,
    });
    expect(bars.at(-1)).toMatchObject({ at: Date.UTC(2021, 2, 31, 20), close: 396.33, volume: 90_673_494 });
  });

  it('reads the quotes of EUR.USD, over the day that its exchange calls 2014-05-05', async () => {
    const day = 'symbol=EUR.USD&tz=Etc/GMT%2B5&from=2014-05-05&to=2014-05-06';
    const source = await openSource(`file:samples/EUR.USD.csv?${day}`, world);
    expect(source.series).toEqual([{ symbol: 'EUR.USD', kind: 'quote' }]);
    expect(source.coverage).toEqual({ from: Date.UTC(2014, 4, 5, 5), to: Date.UTC(2014, 4, 6, 5) });
    const quotes = await readAll(source.uri);
    expect(quotes).toHaveLength(58_143);
    const at = Date.UTC(2014, 4, 5, 5, 0, 3, 74);
    const sizes = { bidSize: null, askSize: null };
    expect(quotes[0]).toEqual({
      kind: 'quote',
      symbol: 'EUR.USD',
      at,
      happenedAt: at,
      bid: 1.38756,
      ask: 1.38758,
      ...sizes,
    });
    const crossed = quotes.filter((quote) => quote.kind === 'quote' && quote.bid >= quote.ask);
    expect(crossed).toHaveLength(12_096);
  });
});

describeWithShared('openSource on the reference data', (data) => {
  it('takes days without a calendar from 00:00 to 24:00', async () => {
    const bars = await barsOf(`file:${data('backtestingpy', 'GOOG.csv')}?symbol=GOOG&every=1d`);
    expect(bars).toHaveLength(2148);
    expect(bars[0]).toMatchObject({
      start: Date.UTC(2004, 7, 19),
      at: Date.UTC(2004, 7, 20),
      sessionDate: '2004-08-19',
      open: 100,
      close: 100.34,
      volume: 22_351_900,
    });
    expect(bars.at(-1)).toMatchObject({ sessionDate: '2013-03-01', close: 806.19 });
  });

  it('reads a date and a time of two columns, and a volume of zeros as unknown', async () => {
    const uri = `file:${data('backtrader', '2006-min-005.txt')}?symbol=X&every=5m&stamp=end&tz=Europe/Berlin`;
    const bars = await barsOf(uri);
    expect(bars).toHaveLength(2142);
    expect(bars[0]).toMatchObject({
      start: Date.UTC(2006, 0, 2, 8),
      at: Date.UTC(2006, 0, 2, 8, 5),
      volume: null,
    });
  });

  it('reads zoned times with microseconds', async () => {
    const quotes = await readAll(`file:${data('nautilus', 'truefx-usdjpy-ticks.csv')}?symbol=USD.JPY`);
    expect(quotes).toHaveLength(1000);
    expect(quotes[0]).toMatchObject({ at: Date.UTC(2013, 0, 1, 22, 0, 0, 295), bid: 86.655 });
  });
});

const BAR = '1,2,0.5,1.5';

describe('openSource', () => {
  it('finds columns in any case and order, in a file of Windows with a mark and quotes', async () => {
    const text = '\uFEFF"Volume","CLOSE",low,High,Open,"Date"\r\n"7",1.5,0.5,2,1,"2020-01-02"\r\n\r\n';
    expect(await readAll(file(text, '?symbol=X'))).toEqual([
      expect.objectContaining({
        open: 1,
        high: 2,
        low: 0.5,
        close: 1.5,
        volume: 7,
        sessionDate: '2020-01-02',
      }),
    ]);
  });

  it.each([
    ['an unnamed first column', `,Open,High,Low,Close\n2020-01-02,${BAR}`],
    ['timestamp', `timestamp,Open,High,Low,Close\n2020-01-02,${BAR}`],
    ['datetime', `DateTime,Open,High,Low,Close\n2020-01-02 00:00,${BAR}`],
    ['epoch milliseconds', `time,Open,High,Low,Close\n1577923200000,${BAR}`],
    [
      'what inspect prints',
      `start,at,sessionDate,open,high,low,close,volume\n2020-01-02T00:00:00.000Z,,,${BAR},`,
    ],
    ['a column beside', `n,time,open,high,low,close,adj close\n5,20200102,${BAR},1.4`],
  ])('finds the time in %s', async (_, text) => {
    const [bar] = await readAll(file(text, '?symbol=X&every=1d'));
    expect(bar).toMatchObject({
      start: Date.UTC(2020, 0, 2),
      at: Date.UTC(2020, 0, 3),
      close: 1.5,
      volume: null,
    });
  });

  it('infers days from dates alone', async () => {
    const source = await openSource(file(`date,open,high,low,close\n2020-01-02,${BAR}`, '?symbol=X'), world);
    expect(source.series).toEqual([{ symbol: 'X', kind: 'bar', every: '1d' }]);
  });

  it('reads a packed file as it reads the plain one', async () => {
    const text = `date,open,high,low,close\n2020-01-02,${BAR}\n2020-01-03,${BAR}\n`;
    const plain = await readAll(file(text, '?symbol=X'));
    const halves = [text.slice(0, 30), text.slice(30)].map((part) => gzipSync(part));
    expect(await readAll(file(Buffer.concat(halves), '?symbol=X', 'x.csv.GZ'))).toEqual(plain);
    expect(plain).toHaveLength(2);
  });

  it('tells apart the sizes that nobody knows from those that were zero, symbol by symbol', async () => {
    const rows = ['A,1,0,5', 'B,1,0,0', 'A,1,3,', 'B,1,0,0', 'A,1,0,0'];
    const text = `time,symbol,bid,bid_size,Ask Size,ask\n${rows
      .map((row, index) => `2020-01-02T10:00:0${index}Z,${row},2`)
      .join('\n')}`;
    const sizes = (await readAll(file(text, ''))).map((event) =>
      event.kind === 'quote' ? [event.symbol, event.bidSize, event.askSize] : [],
    );
    expect(sizes).toEqual([
      ['A', 0, 5],
      ['B', null, null],
      ['A', 3, null],
      ['B', null, null],
      ['A', 0, 0],
    ]);
  });

  it('knows a volume that speaks for the first time in the last row of a large file', async () => {
    const days = Array.from({ length: 20_000 }, (_, index) => `${1_500_000_000_000 + index * 60_000},${BAR}`);
    const text = (last: number): string => `time,open,high,low,close,volume\n${days.join(',0\n')},${last}`;
    const spoken = await barsOf(file(text(5), '?symbol=X&every=1m'));
    expect([spoken[0]?.volume, spoken.at(-1)?.volume]).toEqual([0, 5]);
    const silent = await barsOf(file(text(0), '?symbol=X&every=1m'));
    expect([silent[0]?.volume, silent.at(-1)?.volume]).toEqual([null, null]);
  });

  it('finds a symbol and a jump that come late in a large file', async () => {
    const minute = (index: number): string => new Date(1_577_836_800_000 + index * 60_000).toISOString();
    const text = Array.from({ length: 20_000 }, (_, index) => `${minute(index)},A,1,1,1,1`);
    text.push(`${minute(20_000)},B,5,5,5,5`, `${minute(20_001)},A,1.5,1.5,1.5,1.5`);
    const path = file(`time,symbol,open,high,low,close\n${text.join('\n')}\n`, '?every=1m&adjust=none');
    const source = await openSource(path, world);
    expect(source.series.map(({ symbol }) => symbol)).toEqual(['A', 'B']);
    expect(source.notices).toEqual(['A: jump of 50 % on 2020-01-14']);
    expect(await readAll(path.replace('&adjust=none', ''))).toHaveLength(20_002);
  });

  it('reads naive times one after the other over both changes of the clocks', async () => {
    for (const [from, change] of [
      [Date.UTC(2021, 2, 14, 5, 30), Date.UTC(2021, 2, 14, 7)],
      [Date.UTC(2021, 10, 7, 4, 30), Date.UTC(2021, 10, 7, 6)],
    ] as const) {
      // The second hour of an autumn change has names of its own only with a zone, so it is left out.
      const skipped = from > Date.UTC(2021, 6, 1) ? 3_600_000 : 0;
      const instants = Array.from({ length: 24 * 60 }, (_, minute) => from + minute * 60_000).filter(
        (at) => at < change || at >= change + skipped,
      );
      const local = new Intl.DateTimeFormat('sv-SE', {
        timeZone: 'America/New_York',
        dateStyle: 'short',
        timeStyle: 'medium',
      });
      const rows = instants.map((at) => `${local.format(at)},1`);
      const events = await readAll(file(`time,price\n${rows.join('\n')}`, '?symbol=X&tz=America/New_York'));
      expect(events.map(({ at }) => at)).toEqual(instants);
    }
  });

  it('reads trades', async () => {
    const text = 'time,price,size\n2020-01-02T10:00:00.000125Z,5.25,100\n2020-01-02T10:00:00.000125Z,0.5,0\n';
    const at = Date.UTC(2020, 0, 2, 10) + 0.125;
    expect(await readAll(file(text, '?symbol=X'))).toEqual([
      { kind: 'trade', symbol: 'X', at, happenedAt: at, price: 5.25, size: 100 },
      { kind: 'trade', symbol: 'X', at, happenedAt: at, price: 0.5, size: 0 },
    ]);
  });

  it('reads events: other columns become data, and a date alone is known at its end', async () => {
    const text =
      'time,symbol,Score,headline,code\n2020-01-02T10:00Z,A,-1.5,"up, up",007\n2020-01-03,,,x,1e3\n';
    const source = await openSource(file(text, '?events=news'), world);
    expect(source.series).toEqual([
      { symbol: 'A', kind: 'event', name: 'news' },
      { symbol: '', kind: 'event', name: 'news' },
    ]);
    const happenedAt = Date.UTC(2020, 0, 2, 10);
    expect(await readAll(source.uri)).toEqual([
      {
        kind: 'event',
        name: 'news',
        symbol: 'A',
        at: happenedAt,
        happenedAt,
        data: { Score: -1.5, headline: 'up, up', code: '007' },
      },
      {
        kind: 'event',
        name: 'news',
        symbol: '',
        at: Date.UTC(2020, 0, 4),
        happenedAt: Date.UTC(2020, 0, 3),
        data: { Score: null, headline: 'x', code: 1000 },
      },
    ]);
  });

  it('keeps one symbol of many, and does not mind what the others say', async () => {
    const text = 'time,symbol,price\n2020-01-02T10:00Z,A,1\n2020-01-02T09:00Z,B,x\n2020-01-02T10:00Z,A,2\n';
    const prices = (await readAll(file(text, '?symbol=A'))).map(
      (event) => event.kind === 'trade' && event.price,
    );
    expect(prices).toEqual([1, 2]);
  });

  it('puts the session that ends first before the day that ends later, whatever the file does', async () => {
    const rows = ['2020-01-02,BTC', '2020-01-02,NYA', '2020-01-03,BTC', '2020-01-03,NYA', '2020-01-04,BTC'];
    const text = `date,symbol,open,high,low,close\n${rows.map((row) => `${row},${BAR}`).join('\n')}`;
    const bars = await barsOf(file(text, '?every=1d'));
    expect(bars.map(({ symbol, sessionDate }) => `${symbol} ${sessionDate}`)).toEqual([
      'NYA 2020-01-02',
      'BTC 2020-01-02',
      'NYA 2020-01-03',
      'BTC 2020-01-03',
      'BTC 2020-01-04',
    ]);
  });

  it('refuses a calendar that it does not know', async () => {
    const instrument = (symbol: string) => ({ ...world.instrument(symbol), calendar: 'XMRS' });
    const opening = openSource(file(`date,open,high,low,close\n2020-01-02,${BAR}`, '?symbol=X'), {
      instrument,
    });
    await expect(opening).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      facts: { place: 'instruments.X.calendar', reason: 'no calendar XMRS; known: XNYS' },
    });
  });
});

describe('a range', () => {
  const rows = [0, 1, 2, 3, 4].map((minute) => `2020-01-02T10:0${minute}Z,${BAR}`);
  const minutes = (): string => `time,open,high,low,close\n${rows.join('\n')}`;
  const at = (minute: number): number => Date.UTC(2020, 0, 2, 10, minute);
  const starts = (events: readonly MarketEvent[]): readonly number[] =>
    events.map((event) => (event.kind === 'bar' ? new Date(event.start).getUTCMinutes() : -1));

  it('keeps the bars that lie in it as a whole', async () => {
    const uri = '?symbol=X&every=1m&from=2020-01-02T10:01Z&to=2020-01-02T10:03:30Z';
    expect(starts(await readAll(file(minutes(), uri)))).toEqual([1, 2]);
  });

  it('is the one asked for where it differs from the one stated: a warm-up reads further back', async () => {
    const uri = file(minutes(), '?symbol=X&every=1m&from=2020-01-02T10:01Z');
    expect(starts(await readAll(uri, { ...world, from: at(0), to: at(3) }))).toEqual([0, 1, 2]);
    expect(starts(await readAll(uri, { ...world, to: at(3) }))).toEqual([1, 2]);
    expect((await openSource(uri, { ...world, to: at(3) })).coverage).toEqual({ from: at(1), to: null });
  });

  it('holds its beginning and not its end for what has no length', async () => {
    const text = `time,price\n2020-01-02T10:00Z,1\n2020-01-02T10:01Z,2\n2020-01-02T10:02Z,3\n`;
    const prices = (await readAll(file(text, '?symbol=X&from=2020-01-02T10:01&to=2020-01-02T10:02'))).map(
      (event) => event.kind === 'trade' && event.price,
    );
    expect(prices).toEqual([2]);
  });

  it('stops reading some way after it', async () => {
    const far = Array.from(
      { length: 20_000 },
      (_, index) => `${1_600_000_000_000 + index * 60_000},1,2,0.5,1.5`,
    );
    const text = `${minutes()}\n${far.join('\n')}\nbroken,1,2,0.5,1.5\n`;
    expect(await readAll(file(text, '?symbol=X&every=1m&to=2020-01-03'))).toHaveLength(5);
    await expect(readAll(file(text, '?symbol=X&every=1m'))).rejects.toMatchObject({ code: 'ROW_INVALID' });
  });

  it.each([
    ['from=2020-01-03&to=2020-01-02', 'from 2020-01-03 does not lie before to 2020-01-02'],
    ['from=2020-01-02&to=2020-01-02', 'does not lie before'],
    ['from=soon', "from is 'soon', which is no date or time"],
  ])('refuses %s', async (range, reason) => {
    await expect(openSource(file(minutes(), `?symbol=X&every=1m&${range}`), world)).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      facts: { reason: expect.stringContaining(reason) },
    });
  });
});
