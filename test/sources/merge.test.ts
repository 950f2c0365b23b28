import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { everyMs } from '../../src/domain/every.js';
import type { Bar, MarketEvent, NamedEvent, Quote, Status, Trade } from '../../src/domain/market-event.js';
import { merge } from '../../src/sources/merge.js';
import { openSource } from '../../src/sources/open-source.js';
import type { Source } from '../../src/sources/source.js';
import { eventsOf, scratchFolder, sourceOf, world } from './source-fixture.js';

const write = scratchFolder();

const bar = (symbol: string, at: number, every = '1m'): Bar => ({
  kind: 'bar',
  symbol,
  at,
  start: at - everyMs(every),
  sessionDate: '2020-01-02',
  every,
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: null,
  bid: null,
  ask: null,
});
const trade = (symbol: string, at: number, price: number): Trade => ({
  kind: 'trade',
  symbol,
  at,
  happenedAt: at,
  price,
  size: null,
});
const quote = (symbol: string, at: number, bid: number): Quote => ({
  kind: 'quote',
  symbol,
  at,
  happenedAt: at,
  bid,
  ask: bid,
  bidSize: null,
  askSize: null,
});
const news = (symbol: string, at: number, name: string): NamedEvent => ({
  kind: 'event',
  name,
  symbol,
  at,
  happenedAt: at,
  data: {},
});
const status = (symbol: string, at: number): Status => ({
  kind: 'status',
  symbol,
  at,
  happenedAt: at,
  state: 'gap',
  detail: '',
});

const merged = async (sources: readonly Source[]): Promise<readonly MarketEvent[]> =>
  eventsOf(merge(sources));

describe('merge', () => {
  it('orders one instant by kind, length, symbol by code point, place in the stream', async () => {
    const inOrder = [
      status('Z', 5),
      news('Z', 5, 'news'),
      quote('Z', 5, 1),
      trade('A', 5, 2),
      trade('A', 5, 1),
      trade('Z', 5, 3),
      bar('Z', 5, '1s'),
      bar('A', 5, '5m'),
      // By UTF-16 unit the second would come first.
      bar('\uFF5E', 5, '5m'),
      bar('😀', 5, '5m'),
      bar('A', 5, '1h'),
    ];
    const reversed = inOrder
      .toReversed()
      .map((event) => (event.kind === 'trade' && event.symbol === 'A' ? [] : [event]));
    const trades = inOrder.filter((event) => event.kind === 'trade' && event.symbol === 'A');
    expect(await merged([sourceOf('a', [...reversed, trades])])).toEqual(inOrder);
  });

  it('orders what the declared order leaves open by name, so that no file does', async () => {
    const inOrder = [
      news('A', 5, 'a'),
      news('A', 5, 'b'),
      bar('A', 5, '1m'),
      bar('A', 5, '60s'),
      bar('B', 5, '1m'),
    ];
    const alone = inOrder.map((event, index) => sourceOf(String(index), [[event]]));
    expect(await merged(alone)).toEqual(inOrder);
    expect(await merged(alone.toReversed())).toEqual(inOrder);
  });

  it('refuses one series at one instant in two sources, by name, whichever comes first', async () => {
    const [a, b] = [
      sourceOf('file:a', [[trade('X', 1, 1), trade('X', 2, 1)]]),
      sourceOf('file:b', [[trade('X', 2, 1)]]),
    ];
    const says = 'file:a and file:b both have a trade of X at 1970-01-01T00:00:00.002Z';
    await expect(merged([a, b])).rejects.toThrow(says);
    await expect(merged([b, a])).rejects.toThrow(says);
    const bars = (uri: string) => sourceOf(uri, [[bar('X', 60_000)]]);
    await expect(merged([bars('file:a'), bars('file:a')])).rejects.toMatchObject({
      code: 'SOURCE_OVERLAP',
      message: expect.stringContaining('file:a and file:a both have a bar 1m of X'),
    });
  });

  it('refuses bars of one series in two sources that lie over each other, whatever their ends', async () => {
    const has = (uri: string, ...events: readonly Bar[]): Source => ({
      ...sourceOf(uri, [events]),
      series: [{ symbol: 'X', kind: 'bar', every: '1h' }],
    });
    const hour = 3_600_000;
    const full = has('file:full', bar('X', hour, '1h'), bar('X', 2 * hour, '1h'));
    const half = has('file:half', bar('X', 1.5 * hour, '1h'));
    const says = 'file:full and file:half both have a bar 1h of X at 1970-01-01T00:30:00.000Z';
    await expect(merged([full, half])).rejects.toThrow(says);
    await expect(merged([half, full])).rejects.toThrow(says);
    const next = has('file:next', bar('X', 3 * hour, '1h'), bar('X', 4.5 * hour, '1h'));
    expect(await merged([next, full])).toHaveLength(4);
    // Another length is another series.
    const day = has('file:day', bar('X', 24 * hour, '1d'));
    expect(
      await merged([full, { ...day, series: [{ symbol: 'X', kind: 'bar', every: '1d' }] }]),
    ).toHaveLength(3);
  });

  it('joins two sources that continue each other', async () => {
    const parts = [
      sourceOf('late', [[trade('X', 3, 1)], [trade('X', 4, 1)]]),
      sourceOf('early', [[trade('X', 1, 1)]]),
    ];
    expect((await merged(parts)).map(({ at }) => at)).toEqual([1, 3, 4]);
  });

  it('tells of nothing when nothing is there', async () => {
    expect(await merged([])).toEqual([]);
    expect(await merged([sourceOf('a', []), sourceOf('b', [[], []])])).toEqual([]);
  });

  it('takes a source that goes back in time for our own mistake', async () => {
    const inOneChunk = sourceOf('a', [[trade('X', 2, 1), trade('X', 1, 1)]]);
    const betweenTwo = sourceOf('a', [[trade('X', 2, 1)], [], [trade('X', 1, 1)]]);
    for (const broken of [inOneChunk, betweenTwo]) {
      const alone = { ...broken, series: [{ symbol: 'X', kind: 'trade' as const }] };
      for (const sources of [[broken], [alone], [broken, sourceOf('b', [])]]) {
        await expect(merged(sources)).rejects.toThrow('a went back from 2 to 1');
      }
    }
    const nowhere = {
      ...sourceOf('a', [[trade('X', Number.NaN, 1)]]),
      series: [{ symbol: 'X', kind: 'trade' as const }],
    };
    await expect(merged([nowhere])).rejects.toThrow('a went back from -Infinity to NaN');
  });

  it('reads no further than it is asked to, and lets go of every source', async () => {
    let isOpen = true;
    let chunks = 0;
    const endless: Source = {
      ...sourceOf('endless', []),
      // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
      async *rows() {
        try {
          for (let at = 0; ; at += 1000) {
            chunks += 1;
            yield Array.from({ length: 1000 }, (_, index) => trade('X', at + index, 1));
          }
        } finally {
          isOpen = false;
        }
      },
    };
    for await (const chunk of merge([endless, sourceOf('b', [[trade('Y', 0, 1)]])])) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect(isOpen).toBe(false);
    expect(chunks).toBeLessThan(10);
  });
});

/** The declared order, written a second time from the design's words. */
const expectedOrder = (events: readonly MarketEvent[]): readonly MarketEvent[] => {
  const kinds = ['status', 'action', 'event', 'quote', 'trade', 'book', 'bar'];
  const key = (event: MarketEvent): readonly (number | string)[] => [
    event.at,
    kinds.indexOf(event.kind),
    event.kind === 'bar' ? everyMs(event.every) : 0,
    event.symbol,
  ];
  const keyed = events.map((event, index) => ({ event, index, keys: key(event) }));
  keyed.sort((a, b) => {
    const place = a.keys.findIndex((value, index) => value !== b.keys[index]);
    const [left, right] = [a.keys[place], b.keys[place]];
    if (left === undefined || right === undefined) return a.index - b.index;
    return left < right ? -1 : 1;
  });
  return keyed.map(({ event }) => event);
};

const streams = fc.record({
  trades: fc.array(fc.record({ symbol: fc.constantFrom('A', 'B', 'C'), at: fc.nat(20), price: fc.nat(9) })),
  quotes: fc.array(fc.record({ symbol: fc.constantFrom('A', 'B', 'C'), at: fc.nat(20), bid: fc.nat(9) })),
  bars: fc.uniqueArray(
    fc.record({
      symbol: fc.constantFrom('A', 'B', 'C'),
      at: fc.nat(20),
      every: fc.constantFrom('1s', '1m', '1d'),
    }),
    { selector: ({ symbol, at, every }) => `${symbol} ${at} ${every}` },
  ),
});

describe('any spread over sources and chunks', () => {
  it('merges to the declared order', async () => {
    await fc.assert(
      fc.asyncProperty(
        streams,
        fc.integer({ min: 1, max: 5 }),
        fc.func(fc.nat()),
        fc.infiniteStream(fc.nat(4)),
        async ({ trades, quotes, bars }, sourceCount, sourceOfSeries, cuts) => {
          const events = [
            ...trades.map(({ symbol, at, price }) => trade(symbol, at, price)),
            ...quotes.map(({ symbol, at, bid }) => quote(symbol, at, bid)),
            ...bars.map(({ symbol, at, every }) => bar(symbol, at, every)),
          ].sort((a, b) => a.at - b.at);
          const chunked = (rows: readonly MarketEvent[]): readonly (readonly MarketEvent[])[] => {
            const chunks: MarketEvent[][] = [];
            for (let from = 0; from < rows.length; ) {
              const length: number = cuts.next().value ?? 0;
              chunks.push(rows.slice(from, from + length));
              from += length;
            }
            return chunks;
          };
          const place = (event: MarketEvent): number =>
            sourceOfSeries(event.kind, event.symbol, event.kind === 'bar' ? event.every : '') % sourceCount;
          const sources = Array.from({ length: sourceCount }, (_, index) =>
            sourceOf(String(index), chunked(events.filter((event) => place(event) === index))),
          );
          expect(await merged(sources)).toEqual(expectedOrder(events));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives one sequence for one csv file, one a symbol, and rows of one instant shuffled', async () => {
    const day = (index: number): string => new Date(Date.UTC(2020, 5, 1 + index)).toISOString().slice(0, 10);
    const symbols = ['NYB', 'BTC', 'NYA', 'ETH'];
    const isOpen = (index: number): boolean =>
      ![0, 6].includes(new Date(Date.UTC(2020, 5, 1 + index)).getUTCDay());
    const rows = Array.from({ length: 30 }, (_, index) => index).flatMap((index) =>
      symbols
        .filter((symbol) => isOpen(index) || !symbol.startsWith('NY'))
        .map((symbol, place) => ({
          date: day(index),
          symbol,
          price: 10 + index + place,
          volume: symbol === 'ETH' ? 0 : index,
        })),
    );
    const csv = (name: string, wanted: typeof rows): string => {
      const lines = wanted.map(({ date, symbol, price, volume }) =>
        [date, symbol, price, price, price, price, volume].join(','),
      );
      return `file:${write(name, ['date,symbol,open,high,low,close,volume', ...lines].join('\n'))}?every=1d`;
    };
    const read = async (uris: readonly string[], chunkRows: number): Promise<string> => {
      const sources = await Promise.all(uris.map(async (uri) => openSource(uri, { ...world, chunkRows })));
      return JSON.stringify(await merged(sources));
    };
    const perSymbol = symbols.map((symbol) =>
      csv(
        `${symbol}.csv`,
        rows.filter((row) => row.symbol === symbol),
      ),
    );
    const expected = await read([csv('all.csv', rows)], 4096);
    const events = JSON.parse(expected) as readonly unknown[]; // written a line above
    expect(events).toHaveLength(rows.length);
    expect(events.slice(0, 4)).toMatchObject(['NYA', 'NYB', 'BTC', 'ETH'].map((symbol) => ({ symbol })));
    for (const chunkRows of [1, 2, 7, 1000]) {
      expect(await read(perSymbol, chunkRows)).toBe(expected);
      expect(await read(perSymbol.toReversed(), chunkRows)).toBe(expected);
    }
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(symbols, { minLength: symbols.length }), async (order) => {
        const shuffled = rows.toSorted(
          (a, b) =>
            (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) ||
            order.indexOf(a.symbol) - order.indexOf(b.symbol),
        );
        expect(await read([csv('shuffled.csv', shuffled)], 3)).toBe(expected);
        const some = new Set(order.slice(0, 2));
        const parts = [
          shuffled.filter((row) => some.has(row.symbol)),
          shuffled.filter((row) => !some.has(row.symbol)),
        ];
        expect(
          await read(
            parts.map((part, index) => csv(`part${index}.csv`, part)),
            5,
          ),
        ).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });
});
