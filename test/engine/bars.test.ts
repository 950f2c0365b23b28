import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Bar, bars, definePipeline, type MarketEvent, target, trades } from 'millrace';
import { bar, quote, trade } from 'millrace/testing';
import { ignoreElements, map, merge, take, tap, timer } from 'rxjs';
import { z } from 'zod';
import { memorySource } from './memory-source.js';
import { minute, minuteBars } from './minute-bars.js';
import { play, type Wish } from './play.js';

type Shape = Parameters<typeof bars>[0];

/** A bar that a pipeline heard, and what its clock showed then. */
interface Heard extends Bar {
  readonly heardAt: number;
}

/** Plays events to a pipeline with one feed of bars, and gives what it heard. */
const heard = async (shape: Shape, events: readonly MarketEvent[], more: Partial<Wish> = {}) => {
  const said: Heard[] = [];
  const ear = definePipeline({
    name: 'ear',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars(shape) }),
    flow: ({ bar$ }, { clock }) =>
      bar$.pipe(
        tap((one) => said.push({ ...one, heardAt: clock.now() })),
        ignoreElements(),
      ),
  });
  const { outcome } = await play({ pipelines: { p: ear }, events, ...more });
  expect(outcome.failures).toEqual([]);
  return said;
};

const iso = (at: number): string => new Date(at).toISOString();
const ohlc = ({ open, high, low, close }: Bar): readonly number[] => [open, high, low, close];
const span = ({ start, at, sessionDate }: Bar): readonly string[] => [iso(start), iso(at), sessionDate];

const utc = (text: string): number => Date.parse(`2024-01-02T${text}Z`);
const tick = (text: string, price: number, size: number | null = 1) =>
  trade({ symbol: 'X', at: utc(text), price, ...(size === null ? {} : { size }) });
const touch = (text: string, bid: number, ask: number) => quote({ symbol: 'X', at: utc(text), bid, ask });

describe('bars of trades', () => {
  it('have the first, highest, lowest and last price and the volume of [start, end)', async () => {
    const said = await heard({ symbols: ['X'], every: '1m' }, [
      tick('10:00:00', 10, 5),
      tick('10:00:20', 13, 1),
      tick('10:00:40', 9, 2),
      tick('10:00:59.999', 11, 4),
      tick('10:01:00', 50, 7),
      tick('10:02:00', 60, 9),
    ]);
    expect(said.map((one) => [...ohlc(one), one.volume, iso(one.start), iso(one.at)])).toEqual([
      [10, 13, 9, 11, 12, '2024-01-02T10:00:00.000Z', '2024-01-02T10:01:00.000Z'],
      [50, 50, 50, 50, 7, '2024-01-02T10:01:00.000Z', '2024-01-02T10:02:00.000Z'],
    ]);
    expect(said.every(({ bid, ask }) => bid === null && ask === null)).toBe(true);
  });

  it('have an unknown volume where one size is unknown', async () => {
    const said = await heard({ symbols: ['X'], every: '1m' }, [
      tick('10:00:00', 10, 5),
      tick('10:00:20', 13, null),
      tick('10:01:00', 1),
    ]);
    expect(said.map(({ volume }) => volume)).toEqual([null]);
  });

  it.each(['1h', '1d'])(
    'of %s hold all of a date that names no times, and are heard once at its end',
    async (every) => {
      const [first, second] = [utc('00:00:00'), utc('00:00:00') + 86_400_000];
      const dated = (happenedAt: number, price: number) =>
        trade({ symbol: 'X', at: happenedAt + 86_400_000, happenedAt, price, size: 1 });
      const said = await heard({ symbols: ['X'], every }, [
        dated(first, 10),
        dated(first, 12),
        dated(second, 5),
        dated(second, 7),
      ]);
      expect(said.map((one) => [one.start, one.at, one.heardAt, ...ohlc(one), one.volume])).toEqual([
        [first, second, second, 10, 12, 10, 12, 2],
        [second, second + 86_400_000, second + 86_400_000, 5, 7, 5, 7, 2],
      ]);
    },
  );

  it('are what grouping by time gives, whatever the trades', async () => {
    const gaps = fc.array(
      fc.record({ gapMs: fc.integer({ min: 0, max: 9_000 }), price: fc.integer({ min: 1, max: 99 }) }),
      {
        minLength: 1,
        maxLength: 80,
      },
    );
    await fc.assert(
      fc.asyncProperty(gaps, fc.constantFrom(1, 5, 15), async (list, seconds) => {
        let at = minute(0);
        const ticks = list.map(({ gapMs, price }) =>
          trade({ symbol: 'X', at: (at += gapMs), price, size: 1 }),
        );
        const groups = new Map<number, number[]>();
        for (const one of ticks) {
          const end = (Math.floor(one.at / (seconds * 1_000)) + 1) * seconds * 1_000;
          groups.set(end, [...(groups.get(end) ?? []), one.price]);
        }
        const expected = [...groups]
          .filter(([end]) => end <= at)
          .map(([end, prices]) => [
            end,
            end,
            prices[0],
            Math.max(...prices),
            Math.min(...prices),
            prices.at(-1),
          ]);
        const said = await heard({ symbols: ['X'], every: `${seconds}s` }, ticks);
        expect(said.map((one) => [one.heardAt, one.at, ...ohlc(one)])).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('bars of quotes', () => {
  const events = [
    touch('10:00:00', 10, 12),
    touch('10:00:30', 14, 15),
    touch('10:00:45', 9, 13),
    touch('10:01:00', 1, 2),
  ];

  it('are of mids, with both sides beside them and an unknown volume', async () => {
    const [one] = await heard({ symbols: ['X'], every: '1m' }, events);
    expect(one).toMatchObject({
      open: 11,
      high: 14.5,
      low: 11,
      close: 11,
      bid: { open: 10, high: 14, low: 9, close: 9 },
      ask: { open: 12, high: 15, low: 12, close: 13 },
      volume: null,
    });
  });

  it.each([
    ['bid', [10, 14, 9, 9]],
    ['ask', [12, 15, 12, 13]],
    ['mid', [11, 14.5, 11, 11]],
  ] as const)('are of the %s where it is asked for', async (price, expected) => {
    const said = await heard({ symbols: ['X'], every: '1m', price }, events);
    expect(said.map(ohlc)).toEqual([expected]);
  });

  it('of one side are made of quotes although there are bars of trades', async () => {
    const said = await heard({ symbols: ['X'], every: '1m', price: 'bid' }, [
      ...events,
      bar({ symbol: 'X', every: '1m', start: utc('10:00:00'), close: 500 }),
    ]);
    expect(said.map(({ close }) => close)).toEqual([9]);
  });

  it('are a sink for trades’ bars only where there are no trades', async () => {
    const said = await heard({ symbols: ['X'], every: '1m' }, [...events, tick('10:00:10', 77)]);
    expect(said.map(({ close }) => close)).toEqual([77]);
  });
});

describe('bars of smaller bars', () => {
  const minutes = minuteBars(
    'X',
    Array.from({ length: 180 }, (_, index) => 100 + index),
    { volume: 2 },
  );

  it('join opens, highs, lows, closes and volumes', async () => {
    const said = await heard({ symbols: ['X'], every: '1h' }, minutes);
    expect(said.map((one) => [...ohlc(one), one.volume])).toEqual([
      [100, 159, 100, 159, 120],
      [160, 219, 160, 219, 120],
      [220, 279, 220, 279, 120],
    ]);
  });

  it('come at their end after every row of that instant, the shorter before the longer', async () => {
    const log: string[] = [];
    const ear = definePipeline({
      name: 'ear',
      params: z.strictObject({}),
      feeds: () => ({
        hour$: bars({ symbols: ['B', 'A'], every: '1h' }),
        five$: bars({ symbols: ['B', 'A'], every: '5m' }),
        minute$: bars({ symbols: ['B', 'A'], every: '1m' }),
      }),
      flow: ({ hour$, five$, minute$ }, { clock }) =>
        merge(hour$, five$, minute$).pipe(
          tap((one) => clock.now() === minute(60) && log.push(`${one.every} ${one.symbol}`)),
          ignoreElements(),
        ),
    });
    const prices = Array.from({ length: 61 }, () => 1);
    await play({ pipelines: { p: ear }, events: [...minuteBars('A', prices), ...minuteBars('B', prices)] });
    expect(log).toEqual(['1m A', '1m B', '5m A', '5m B', '1h A', '1h B']);
  });

  it('are not disturbed by rows of the next bucket that come before they are heard', async () => {
    const said = await heard({ symbols: ['X'], every: '1h' }, minutes);
    expect(said.map(({ at, heardAt }) => heardAt - at)).toEqual([0, 0, 0]);
  });

  it('are made of the longest that fit: days of hours, never of days that do not divide them', async () => {
    const hours = Array.from({ length: 25 }, (_, index) =>
      bar({ symbol: 'X', every: '1h', start: minute(60 * index), close: index }),
    );
    const wrong = Array.from({ length: 4 }, (_, index) =>
      bar({ symbol: 'X', every: '7h', start: minute(420 * index), close: 1_000 }),
    );
    const said = await heard({ symbols: ['X'], every: '1d' }, [...hours, ...wrong]);
    expect(said.map(ohlc)).toEqual([[0, 23, 0, 23]]);
  });

  it('are the source’s own where it has them, also if the default is spelled out', async () => {
    const native = bar({ symbol: 'X', every: '1h', start: minute(0), open: 7, close: 7 });
    for (const shape of [
      {},
      { align: 'utc' },
      { price: 'trade' },
      { closed: 'left', empty: 'none' },
    ] as const) {
      const said = await heard({ symbols: ['X'], every: '1h', ...shape }, [...minutes, native]);
      expect(said.map(ohlc)).toEqual([[7, 7, 7, 7]]);
    }
  });
});

/** One-minute bars over a session of New York, one price a bar, from 100 up. */
const sessionMinutes = (open: string, close: string, from = 100): readonly Bar[] => {
  const [begin, end] = [Date.parse(open), Date.parse(close)];
  return Array.from({ length: (end - begin) / 60_000 }, (_, index) =>
    bar({ symbol: 'X', every: '1m', start: begin + index * 60_000, close: from + index }),
  );
};

const xnys = { instrument: { calendar: 'XNYS', timeZone: 'America/New_York' } };

describe('bars of an exchange', () => {
  // The day after Thanksgiving closes at 13:00 in New York.
  const halfDay = sessionMinutes('2024-11-29T14:30:00Z', '2024-11-29T18:00:00Z');

  it('are counted from the session’s open and end with its close', async () => {
    const said = await heard({ symbols: ['X'], every: '1h' }, halfDay, xnys);
    expect(said.map(span)).toEqual([
      ['2024-11-29T14:30:00.000Z', '2024-11-29T15:30:00.000Z', '2024-11-29'],
      ['2024-11-29T15:30:00.000Z', '2024-11-29T16:30:00.000Z', '2024-11-29'],
      ['2024-11-29T16:30:00.000Z', '2024-11-29T17:30:00.000Z', '2024-11-29'],
      ['2024-11-29T17:30:00.000Z', '2024-11-29T18:00:00.000Z', '2024-11-29'],
    ]);
  });

  it('of a day run from open to close, half days too', async () => {
    const said = await heard({ symbols: ['X'], every: '1d' }, halfDay, xnys);
    expect(said.map((one) => [...span(one), ...ohlc(one)])).toEqual([
      ['2024-11-29T14:30:00.000Z', '2024-11-29T18:00:00.000Z', '2024-11-29', 100, 309, 100, 309],
    ]);
  });

  it('leave out what happens outside every session', async () => {
    const outside = [
      bar({ symbol: 'X', every: '1m', start: '2024-11-29T14:29:00Z', close: 1 }),
      bar({ symbol: 'X', every: '1m', start: '2024-11-29T18:00:00Z', close: 2 }),
      bar({ symbol: 'X', every: '1m', start: '2024-11-30T15:00:00Z', close: 3 }),
    ];
    const said = await heard({ symbols: ['X'], every: '1d' }, [...halfDay, ...outside], xnys);
    expect(said.map(ohlc)).toEqual([[100, 309, 100, 309]]);
  });

  it('may be asked for by UTC all the same', async () => {
    const said = await heard({ symbols: ['X'], every: '1h', align: 'utc' }, halfDay, xnys);
    expect(said.map(({ start }) => iso(start))).toEqual([
      '2024-11-29T14:00:00.000Z',
      '2024-11-29T15:00:00.000Z',
      '2024-11-29T16:00:00.000Z',
      '2024-11-29T17:00:00.000Z',
    ]);
  });

  it('of weeks and months end with their last session’s close and carry its date', async () => {
    // Good Friday 2024 was the 29th of March: week and month end on the Thursday before.
    const session = (date: string, close: number) =>
      bar({
        symbol: 'X',
        every: '1d',
        start: `${date}T13:30:00Z`,
        at: `${date}T20:00:00Z`,
        sessionDate: date,
        close,
      });
    const days = [
      session('2024-03-22', 1),
      session('2024-03-25', 2),
      session('2024-03-28', 3),
      session('2024-04-01', 4),
      session('2024-04-30', 5),
      session('2024-05-01', 6),
    ];
    expect(
      (await heard({ symbols: ['X'], every: '1w' }, days, xnys)).map((one) => [...span(one), one.close]),
    ).toEqual([
      ['2024-03-18T13:30:00.000Z', '2024-03-22T20:00:00.000Z', '2024-03-22', 1],
      ['2024-03-25T13:30:00.000Z', '2024-03-28T20:00:00.000Z', '2024-03-28', 3],
      ['2024-04-01T13:30:00.000Z', '2024-04-05T20:00:00.000Z', '2024-04-05', 4],
    ]);
    expect(
      (await heard({ symbols: ['X'], every: '1mo' }, days, xnys)).map((one) => [
        ...span(one),
        one.open,
        one.close,
      ]),
    ).toEqual([
      ['2024-03-01T14:30:00.000Z', '2024-03-28T20:00:00.000Z', '2024-03-28', 1, 3],
      ['2024-04-01T13:30:00.000Z', '2024-04-30T20:00:00.000Z', '2024-04-30', 4, 5],
    ]);
  });
});

describe('bars without an exchange', () => {
  const days = (from: string, count: number): readonly Bar[] =>
    Array.from({ length: count }, (_, index) =>
      bar({ symbol: 'X', every: '1d', start: Date.parse(from) + index * 86_400_000, close: index + 1 }),
    );

  it('of weeks run from Monday to Sunday and carry the last day contained', async () => {
    // The 3rd of January 2024 was a Wednesday; nothing stands on the second weekend.
    const list = days('2024-01-03T00:00:00Z', 10);
    const said = await heard({ symbols: ['X'], every: '1w' }, [...list, ...days('2024-01-15T00:00:00Z', 1)]);
    expect(said.map((one) => [...span(one), one.open, one.close])).toEqual([
      ['2024-01-01T00:00:00.000Z', '2024-01-08T00:00:00.000Z', '2024-01-07', 1, 5],
      ['2024-01-08T00:00:00.000Z', '2024-01-15T00:00:00.000Z', '2024-01-12', 6, 10],
    ]);
  });

  it('of months run from the first to the last', async () => {
    const said = await heard({ symbols: ['X'], every: '1mo' }, days('2024-01-30T00:00:00Z', 33));
    expect(said.map((one) => [...span(one), one.open, one.close])).toEqual([
      ['2024-01-01T00:00:00.000Z', '2024-02-01T00:00:00.000Z', '2024-01-31', 1, 2],
      ['2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z', '2024-02-29', 3, 31],
    ]);
  });

  it('of several months are counted in the year', async () => {
    const said = await heard({ symbols: ['X'], every: '3mo' }, days('2024-02-20T00:00:00Z', 140));
    expect(said.map(span)).toEqual([
      ['2024-01-01T00:00:00.000Z', '2024-04-01T00:00:00.000Z', '2024-03-31'],
      ['2024-04-01T00:00:00.000Z', '2024-07-01T00:00:00.000Z', '2024-06-30'],
    ]);
  });

  it('begin their days at midnight in the zone of the source, and date by it', async () => {
    const ticks = [
      '2024-01-02T04:59:00Z',
      '2024-01-02T05:00:00Z',
      '2024-01-03T04:59:59Z',
      '2024-01-03T05:00:00Z',
    ].map((at, index) => trade({ symbol: 'X', at, price: index }));
    const sources = [memorySource(ticks, { tz: 'Etc/GMT+5' })];
    expect((await heard({ symbols: ['X'], every: '1d' }, [], { sources })).map(span)).toEqual([
      ['2024-01-01T05:00:00.000Z', '2024-01-02T05:00:00.000Z', '2024-01-01'],
      ['2024-01-02T05:00:00.000Z', '2024-01-03T05:00:00.000Z', '2024-01-02'],
    ]);
    expect((await heard({ symbols: ['X'], every: '1m' }, [], { sources })).map(span)).toEqual([
      ['2024-01-02T04:59:00.000Z', '2024-01-02T05:00:00.000Z', '2024-01-01'],
      ['2024-01-02T05:00:00.000Z', '2024-01-02T05:01:00.000Z', '2024-01-02'],
      ['2024-01-03T04:59:00.000Z', '2024-01-03T05:00:00.000Z', '2024-01-02'],
    ]);
  });

  it('of a week of ticks carry the day of the last tick in that zone', async () => {
    const ticks = ['2024-01-06T03:00:00Z', '2024-01-08T05:00:00Z'].map((at) => trade({ symbol: 'X', at }));
    const sources = [memorySource(ticks, { tz: 'Etc/GMT+5' })];
    expect((await heard({ symbols: ['X'], every: '1w' }, [], { sources })).map(span)).toEqual([
      ['2024-01-01T05:00:00.000Z', '2024-01-08T05:00:00.000Z', '2024-01-05'],
    ]);
  });

  it('may be moved by an offset', async () => {
    const ticks = [tick('00:30:00', 1), tick('01:10:00', 2), tick('05:00:00', 3), tick('06:00:00', 4)];
    const said = await heard({ symbols: ['X'], every: '4h', align: { offset: '1h' } }, ticks);
    expect(said.map((one) => [iso(one.start), iso(one.at), one.close])).toEqual([
      ['2024-01-01T21:00:00.000Z', '2024-01-02T01:00:00.000Z', 1],
      ['2024-01-02T01:00:00.000Z', '2024-01-02T05:00:00.000Z', 2],
    ]);
  });

  it('of days may be moved by an offset, and are named by the date of their middle', async () => {
    const ticks = [
      '2024-01-01T22:00:00Z',
      '2024-01-02T21:59:59Z',
      '2024-01-02T22:00:00Z',
      '2024-01-03T22:00:00Z',
    ].map((at, index) => trade({ symbol: 'X', at, price: index + 1 }));
    const said = await heard({ symbols: ['X'], every: '1d', align: { offset: '22h' } }, ticks);
    expect(said.map((one) => [...span(one), one.open, one.close])).toEqual([
      ['2024-01-01T22:00:00.000Z', '2024-01-02T22:00:00.000Z', '2024-01-02', 1, 2],
      ['2024-01-02T22:00:00.000Z', '2024-01-03T22:00:00.000Z', '2024-01-03', 3, 3],
    ]);
  });

  it('end with the day where the day is no multiple of them', async () => {
    const ticks = [tick('20:00:00', 1), tick('22:00:00', 2), tick('23:59:59', 3)];
    const after = trade({ symbol: 'X', at: '2024-01-03T00:00:00Z' });
    const said = await heard({ symbols: ['X'], every: '7h' }, [...ticks, after]);
    expect(said.map((one) => [iso(one.start), iso(one.at), one.close])).toEqual([
      ['2024-01-02T14:00:00.000Z', '2024-01-02T21:00:00.000Z', 1],
      ['2024-01-02T21:00:00.000Z', '2024-01-03T00:00:00.000Z', 3],
    ]);
  });
});

describe('bars closed on the right', () => {
  it('contain the row of their end, and come after it', async () => {
    const said = await heard({ symbols: ['X'], every: '1m', closed: 'right' }, [
      tick('10:00:00', 1),
      tick('10:00:30', 2),
      tick('10:01:00', 3),
      tick('10:01:00', 4),
      tick('10:01:30', 5),
      tick('10:02:30', 6),
    ]);
    expect(said.map((one) => [iso(one.at), iso(one.heardAt), one.open, one.close])).toEqual([
      ['2024-01-02T10:00:00.000Z', '2024-01-02T10:00:00.000Z', 1, 1],
      ['2024-01-02T10:01:00.000Z', '2024-01-02T10:01:00.000Z', 2, 4],
      ['2024-01-02T10:02:00.000Z', '2024-01-02T10:02:00.000Z', 5, 5],
    ]);
  });

  it('contain the row of their end at the end of the run, too', async () => {
    const said = await heard({ symbols: ['X'], every: '1m', closed: 'right' }, [
      tick('10:00:30', 2),
      tick('10:01:00', 3),
    ]);
    expect(said.map(({ open, close }) => [open, close])).toEqual([[2, 3]]);
  });
});

describe('empty intervals', () => {
  const events = [tick('10:00:10', 5), tick('10:00:20', 7), tick('10:03:30', 9), tick('10:04:00', 1)];

  it('give no bar', async () => {
    const said = await heard({ symbols: ['X'], every: '1m' }, events);
    expect(said.map(({ at, close }) => [iso(at).slice(11, 16), close])).toEqual([
      ['10:01', 7],
      ['10:04', 9],
    ]);
  });

  it('give bars at the previous close where they are asked for, each at its own instant', async () => {
    const said = await heard({ symbols: ['X'], every: '1m', empty: 'previous' }, events);
    expect(said.map((one) => [iso(one.heardAt).slice(11, 16), ...ohlc(one), one.volume])).toEqual([
      ['10:01', 5, 7, 5, 7, 2],
      ['10:02', 7, 7, 7, 7, 0],
      ['10:03', 7, 7, 7, 7, 0],
      ['10:04', 9, 9, 9, 9, 1],
    ]);
  });

  it('fill the next session from its open on', async () => {
    const at = (text: string, price: number) => trade({ symbol: 'X', at: text, price, size: 1 });
    const said = await heard(
      { symbols: ['X'], every: '1h', empty: 'previous' },
      [at('2024-11-29T17:45:00Z', 5), at('2024-12-02T16:31:00Z', 6), at('2024-12-02T17:30:00Z', 7)],
      xnys,
    );
    // Friday closed early at 18:00; Monday opens at 14:30.
    expect(said.map((one) => [iso(one.at), one.close])).toEqual([
      ['2024-11-29T18:00:00.000Z', 5],
      ['2024-12-02T15:30:00.000Z', 5],
      ['2024-12-02T16:30:00.000Z', 5],
      ['2024-12-02T17:30:00.000Z', 6],
    ]);
  });
});

describe('the clock', () => {
  it('delivers all bars that are due at an instant at that instant, not with each symbol’s next tick', async () => {
    const symbols = ['A', 'B', 'C'];
    const events = [
      trade({ symbol: 'A', at: utc('10:00:10'), price: 1 }),
      trade({ symbol: 'C', at: utc('10:00:30'), price: 3 }),
      trade({ symbol: 'B', at: utc('10:00:50'), price: 2 }),
      trade({ symbol: 'A', at: utc('10:07:00'), price: 9 }),
    ];
    const said = await heard({ symbols, every: '1m' }, events);
    expect(said.map((one) => [one.symbol, iso(one.heardAt).slice(11, 19)])).toEqual([
      ['A', '10:01:00'],
      ['B', '10:01:00'],
      ['C', '10:01:00'],
    ]);
  });

  it('delivers bars that are made in the order of time among themselves, long after the last tick', async () => {
    const log: string[] = [];
    const ear = definePipeline({
      name: 'ear',
      params: z.strictObject({}),
      feeds: () => ({
        one$: bars({ symbols: ['X'], every: '1m' }),
        five$: bars({ symbols: ['X'], every: '5m' }),
        tick$: trades({ symbols: ['X'] }),
      }),
      flow: ({ one$, five$, tick$ }, { clock }) =>
        merge(one$, five$, tick$).pipe(
          tap((event) =>
            log.push(`${iso(clock.now()).slice(11, 16)} ${event.kind === 'bar' ? event.every : 'tick'}`),
          ),
          ignoreElements(),
        ),
    });
    await play({
      pipelines: { p: ear },
      events: [tick('10:03:10', 1), tick('10:04:10', 2), tick('10:30:00', 3)],
    });
    expect(log).toEqual(['10:03 tick', '10:04 1m', '10:04 tick', '10:05 1m', '10:05 5m', '10:30 tick']);
  });

  it('rings timers before bars of their instant, whether those are the source’s or made', async () => {
    const told = async (events: readonly MarketEvent[]) => {
      const log: string[] = [];
      const ear = definePipeline({
        name: 'ear',
        params: z.strictObject({}),
        feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
        flow: ({ bar$ }, { clock }) =>
          merge(
            bar$.pipe(tap(({ at }) => log.push(`bar ${iso(at).slice(11, 19)}`))),
            timer(new Date(utc('10:02:00')), clock).pipe(tap(() => log.push('timer'))),
          ).pipe(ignoreElements()),
      });
      await play({ pipelines: { p: ear }, events });
      return log;
    };
    const made = [tick('10:00:00', 1), tick('10:01:00', 1), tick('10:02:00', 1), tick('10:03:00', 1)];
    const native = ['10:00:00', '10:01:00', '10:02:00'].map((text) =>
      bar({ symbol: 'X', every: '1m', start: utc(text) }),
    );
    const expected = ['bar 10:01:00', 'timer', 'bar 10:02:00', 'bar 10:03:00'];
    expect(await told(native)).toEqual(expected);
    expect(await told(made)).toEqual(expected);
  });

  it('lets bars that are made fill orders like any other where they are what fills', async () => {
    const once = definePipeline({
      name: 'once',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1h' }) }),
      flow: ({ bar$ }) =>
        bar$.pipe(
          take(1),
          map(() => target({ symbol: 'X', quantity: 1, because: 'once' })),
        ),
    });
    const minutes = minuteBars(
      'X',
      Array.from({ length: 180 }, (_, index) => 100 + index),
    );
    const { all } = await play({ pipelines: { p: once }, events: minutes, broker: { matchOn: 'bars' } });
    expect(all('begin')[0]?.body.matchOn).toEqual({ X: 'bar:1h' });
    // The second hour, known at its end, opens at 160.
    expect(all('fill').map(({ at, body }) => [at, body.price])).toEqual([[minute(120), 160]]);
  });
});

describe('a feed that cannot be served', () => {
  it.each([
    [
      'a symbol that is not there',
      { symbols: ['Y'], every: '1m' },
      /wants bars of 1m of Y, the source has X 1m bar/,
    ],
    ['bars shorter than there are', { symbols: ['X'], every: '1s' }, /wants bars of 1s of X/],
    ['bars that do not fit', { symbols: ['X'], every: '90s' }, /wants bars of 90s of X/],
    ['a side that nobody quotes', { symbols: ['X'], every: '1m', price: 'bid' }, /wants bars of 1m of X/],
    [
      'a length that is none',
      { symbols: ['X'], every: '1 minute' },
      /such as 1s 5m 1h 1d 1w 1mo, was '1 minute'/,
    ],
  ] as const)('is refused before the first row: %s', async (_name, shape, message) => {
    await expect(heard(shape, minuteBars('X', [1, 2]))).rejects.toThrow(message);
  });
});
