import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, quotes, submit, target, trades } from 'millrace';
import { quote, trade } from 'millrace/testing';
import { filter, finalize, ignoreElements, interval, map, merge, take, tap, timer } from 'rxjs';
import { z } from 'zod';
import { memorySource } from './memory-source.js';
import { minute, minuteBars } from './minute-bars.js';
import { play, type Wish } from './play.js';
import { scripted } from './scripted-broker.js';

const steady = (count: number): readonly number[] => Array.from({ length: count }, () => 100);

/** A pipeline that writes down when its timers ring, its bars come, and how its feeds end. */
const diary = (log: string[], every = '5m') =>
  definePipeline({
    name: 'diary',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every }) }),
    flow: ({ bar$ }, { clock }) => {
      const now = () => (clock.now() - minute(0)) / 60_000;
      return merge(
        bar$.pipe(
          tap({ next: () => log.push(`bar at ${now()}`), complete: () => log.push('complete') }),
          finalize(() => log.push('let go')),
        ),
        interval(4 * 60_000, clock).pipe(tap(() => log.push(`timer at ${now()}`))),
      ).pipe(ignoreElements());
    },
  });

describe('the end of a run', () => {
  it('lets timers ring and bars end up to the end of coverage, but delivers no unfinished bar', async () => {
    const log: string[] = [];
    const { outcome, all } = await play({
      pipelines: { p: diary(log) },
      events: minuteBars('X', steady(11)),
      coverage: { from: null, to: minute(14) },
    });
    expect(log).toEqual(['timer at 5', 'bar at 5', 'timer at 9', 'bar at 10', 'timer at 13', 'let go']);
    expect(outcome.coverage).toEqual({ from: minute(1), to: minute(14) });
    expect(all('end').map(({ at, body }) => [at, body.coverage.to])).toEqual([[minute(14), minute(14)]]);
  });

  it('is the last row’s instant where nobody says more; a bar that ends there is delivered', async () => {
    const log: string[] = [];
    const { outcome } = await play({ pipelines: { p: diary(log) }, events: minuteBars('X', steady(10)) });
    expect(log).toEqual(['timer at 5', 'bar at 5', 'timer at 9', 'bar at 10', 'let go']);
    expect(outcome.coverage).toEqual({ from: minute(1), to: minute(10) });
  });

  it('delivers a bar whose end is the end of coverage long after the last row', async () => {
    const log: string[] = [];
    const ticks = [trade({ symbol: 'X', at: minute(1) }), trade({ symbol: 'X', at: minute(16) })];
    await play({ pipelines: { p: diary(log) }, events: ticks, coverage: { from: null, to: minute(20) } });
    expect(log.filter((line) => line.startsWith('bar'))).toEqual(['bar at 5', 'bar at 20']);
  });

  it('never completes a feed, but lets go of it', async () => {
    const log: string[] = [];
    await play({ pipelines: { p: diary(log) }, events: minuteBars('X', steady(3)) });
    expect(log.filter((line) => !line.includes('at'))).toEqual(['let go']);
  });

  it('fills nothing after the last row: what still works is named, with what is left of it', async () => {
    const hopeful = definePipeline({
      name: 'hopeful',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: ({ bar$ }, { clock }) =>
        merge(
          bar$.pipe(
            take(1),
            map(() =>
              submit({ key: 'rests', symbol: 'X', side: 'buy', quantity: 7, limitPrice: 1, because: 'low' }),
            ),
          ),
          timer(new Date(minute(5)), clock).pipe(
            map(() => target({ symbol: 'X', quantity: 3, because: 'after the last row' })),
          ),
        ),
    });
    const { entries, all } = await play({
      pipelines: { p: hopeful },
      events: minuteBars('X', steady(3)),
      coverage: { from: null, to: minute(10) },
    });
    expect(all('fill')).toEqual([]);
    expect(all('unfilled').map(({ pipeline, symbol, body }) => [pipeline, symbol, body])).toEqual([
      ['p', 'X', { order: '1-1', state: 'working', remaining: 7 }],
      ['p', 'X', { order: '1-2', state: 'working', remaining: 3 }],
    ]);
    expect(entries.map(({ kind }) => kind).slice(-4)).toEqual(['unfilled', 'unfilled', 'end', 'close']);
  });
});

describe('an interrupted run', () => {
  it('ends cleanly with what was done so far', async () => {
    const interruption = new AbortController();
    const stopping = definePipeline({
      name: 'stopping',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: ({ bar$ }) =>
        bar$.pipe(
          tap(({ at }) => at === minute(10) && interruption.abort()),
          map(({ at }) => target({ symbol: 'X', quantity: at, because: 'more' })),
        ),
    });
    const { outcome, all, entries } = await play({
      pipelines: { p: stopping },
      events: minuteBars('X', steady(100)),
      signal: interruption.signal,
    });
    const last = outcome.coverage.to ?? 0;
    expect([outcome.interrupted, last >= minute(10), last < minute(30)]).toEqual([true, true, true]);
    expect(all('end').map(({ at, body }) => [at, body.interrupted])).toEqual([[last, true]]);
    expect(entries.at(-1)?.kind).toBe('close');
  });
});

/** Says at every bar how many it has heard. */
const counting = (warmupBars: number | null, every = '1m') =>
  definePipeline({
    name: 'counting',
    params: z.strictObject({}),
    ...(warmupBars === null ? {} : { warmup: () => ({ bars: warmupBars }) }),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }), long$: bars({ symbols: ['X'], every }) }),
    flow: ({ bar$ }) =>
      bar$.pipe(map((_, index) => target({ symbol: 'X', quantity: index + 1, because: `bar ${index + 1}` }))),
  });

const warmed = async (pipeline: ReturnType<typeof counting>, more: Partial<Wish> = {}) => {
  const { all } = await play({ pipelines: { p: pipeline }, events: minuteBars('X', steady(12)), ...more });
  const [warming, trading] = [true, false].map((isWarming) =>
    all('intent').flatMap(({ body }) =>
      body.warming === isWarming ? [Number(body.intent.because.slice(4))] : [],
    ),
  );
  return { warming, trading, approvals: all('approval').length, fills: all('fill').length };
};

describe('a warm-up', () => {
  it('takes the first bars of the source where no start is named: their intents are written and go no further', async () => {
    expect(await warmed(counting(3))).toEqual({
      warming: [1, 2, 3],
      trading: [4, 5, 6, 7, 8, 9, 10, 11, 12],
      approvals: 9,
      fills: 8,
    });
  });

  it('is not there where none is declared', async () => {
    expect((await warmed(counting(null))).warming).toEqual([]);
  });

  it('counts the bars of the longest feed', async () => {
    // Two bars of five minutes: the second ends with the tenth minute, and comes after it.
    expect((await warmed(counting(2, '5m'))).trading).toEqual([]);
    expect((await warmed(counting(1, '5m'))).warming).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('reaches up to a start that is named, with the bar that ends there', async () => {
    const { warming, trading } = await warmed(counting(3), { coverage: { from: minute(5), to: null } });
    expect([warming, trading]).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10, 11, 12],
    ]);
  });

  it('goes on after a start that is named where too little lies before it', async () => {
    const { warming } = await warmed(counting(8), { coverage: { from: minute(5), to: null } });
    expect(warming).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is each symbol’s own', async () => {
    const both = definePipeline({
      name: 'both',
      params: z.strictObject({}),
      warmup: () => ({ bars: 2 }),
      feeds: () => ({ bar$: bars({ symbols: ['X', 'Y'], every: '1m' }) }),
      flow: ({ bar$ }) =>
        bar$.pipe(
          map(({ symbol, at }) =>
            target({ symbol, quantity: at, because: `${symbol} ${(at - minute(0)) / 60_000}` }),
          ),
        ),
    });
    const late = minuteBars('Y', steady(12)).filter(({ at }) => at > minute(6));
    const { all } = await play({ pipelines: { p: both }, events: [...minuteBars('X', steady(12)), ...late] });
    expect(all('intent').flatMap(({ body }) => (body.warming ? [body.intent.because] : []))).toEqual([
      'X 1',
      'X 2',
      'Y 7',
      'Y 8',
    ]);
  });

  it('counts one bar more under rules that say so', async () => {
    const { warming } = await warmed(counting(3), { rules: scripted({}, { warmsFirstBar: true }) });
    expect(warming).toEqual([1, 2, 3, 4]);
  });

  it('counts the time of rows for a pipeline without bars: the row at the start is the first of trading', async () => {
    const ticks = [1, 2, 3].map((n) => trade({ symbol: 'X', at: minute(n) }));
    const onTicks = definePipeline({
      name: 'on-ticks',
      params: z.strictObject({}),
      feeds: () => ({ tick$: trades({ symbols: ['X'] }) }),
      flow: ({ tick$ }) =>
        tick$.pipe(map(({ at }) => target({ symbol: 'X', quantity: 1, because: `${at}` }))),
    });
    const { all } = await play({
      pipelines: { p: onTicks },
      events: ticks,
      coverage: { from: minute(2), to: null },
    });
    expect(all('intent').map(({ body }) => body.warming)).toEqual([true, false, false]);
  });
});

describe('marks', () => {
  const holder = definePipeline({
    name: 'holder',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X', 'Y'], every: '1m' }) }),
    flow: ({ bar$ }) =>
      bar$.pipe(
        filter(({ symbol }) => symbol === 'X'),
        take(1),
        map(() => target({ symbol: 'X', quantity: 10, because: 'hold' })),
      ),
  });

  it('stand at every bar of the smallest feed, one an instant, with the bars that made them', async () => {
    const { marks } = await play({
      pipelines: { p: holder },
      capital: 1_000,
      events: [...minuteBars('X', [10, 11, 15]), ...minuteBars('Y', [1, 2])],
    });
    expect(marks.map(({ at, equity, exposure }) => [at, equity, exposure])).toEqual([
      [minute(1), 1_000, 0],
      [minute(2), 1_000, 110],
      [minute(3), 1_040, 150],
    ]);
    expect(marks.map(({ prices }) => [prices.X?.close ?? null, prices.Y?.close ?? null])).toEqual([
      [10, 1],
      [11, 2],
      [15, null],
    ]);
    expect(marks.map(({ sessionDate }) => sessionDate)).toEqual(['2024-01-02', '2024-01-02', '2024-01-02']);
  });

  it('stand at the bars of the smallest feed only, where there are longer ones', async () => {
    const both = definePipeline({
      name: 'both',
      params: z.strictObject({}),
      feeds: () => ({
        one$: bars({ symbols: ['X'], every: '1m' }),
        five$: bars({ symbols: ['X'], every: '5m' }),
      }),
      flow: ({ one$ }) => one$.pipe(ignoreElements()),
    });
    const { marks } = await play({ pipelines: { p: both }, events: minuteBars('X', steady(5)) });
    expect(marks.map(({ at }) => at)).toEqual([1, 2, 3, 4, 5].map(minute));
    expect(marks.at(-1)?.prices.X).toEqual({ open: 100, high: 100, low: 100, close: 100 });
  });

  it('stand at the end of each minute in which something happened where there are no bars, and at each fill', async () => {
    const tick = (at: number, price: number) => trade({ symbol: 'X', at, price });
    const onTicks = definePipeline({
      name: 'on-ticks',
      params: z.strictObject({}),
      feeds: () => ({ tick$: trades({ symbols: ['X'] }) }),
      flow: ({ tick$ }) =>
        tick$.pipe(
          take(1),
          map(() => target({ symbol: 'X', quantity: 10, because: 'hold' })),
        ),
    });
    const at = (minutes: number, seconds: number): number => minute(minutes) + seconds * 1_000;
    const { marks } = await play({
      pipelines: { p: onTicks },
      capital: 1_000,
      events: [
        tick(at(0, 10), 10),
        tick(at(0, 20), 11),
        tick(at(0, 30), 12),
        tick(at(1, 0), 15),
        tick(at(1, 30), 14),
        tick(at(5, 10), 20),
      ],
    });
    expect(marks.map((mark) => [(mark.at - minute(0)) / 1_000, mark.equity, mark.exposure])).toEqual([
      [20, 1_000, 110],
      [60, 1_040, 150],
      [120, 1_030, 140],
      [310, 1_090, 200],
    ]);
    expect(marks.at(-1)?.prices.X?.close).toBe(20);
  });

  it('never stand twice at one instant', async () => {
    const busy = definePipeline({
      name: 'busy',
      params: z.strictObject({}),
      feeds: () => ({ quote$: quotes({ symbols: ['X'] }) }),
      flow: ({ quote$ }) =>
        quote$.pipe(map((_, index) => target({ symbol: 'X', quantity: index % 3, because: 'busy' }))),
    });
    const events = Array.from({ length: 60 }, (_, index) =>
      quote({ symbol: 'X', at: minute(0) + index * 15_000 }),
    );
    const { marks, all } = await play({ pipelines: { p: busy }, events });
    expect(all('fill').length).toBeGreaterThan(30);
    expect(marks.map(({ at }) => at)).toEqual([...new Set(marks.map(({ at }) => at))]);
  });

  it('carry a benchmark beside what is traded', async () => {
    const { marks } = await play({
      pipelines: { p: holder },
      benchmark: 'B',
      sources: [
        memorySource([
          ...minuteBars('X', [10, 11]),
          ...minuteBars('Y', [1, 1]),
          ...minuteBars('B', [50, 51]),
        ]),
      ],
    });
    expect(marks.map(({ prices }) => prices.B?.close)).toEqual([50, 51]);
  });

  it('count a long at the bid and a short at the ask where quotes fill', async () => {
    const once = (quantity: number) =>
      definePipeline({
        name: 'once',
        params: z.strictObject({}),
        feeds: () => ({ quote$: quotes({ symbols: ['X'] }) }),
        flow: ({ quote$ }) =>
          quote$.pipe(
            take(1),
            map(() => target({ symbol: 'X', quantity, because: 'once' })),
          ),
      });
    const events = [
      quote({ symbol: 'X', at: minute(0), bid: 9, ask: 10 }),
      quote({ symbol: 'X', at: minute(0) + 1, bid: 9, ask: 10 }),
      quote({ symbol: 'X', at: minute(0) + 2, bid: 20, ask: 24 }),
      quote({ symbol: 'X', at: minute(1), bid: 20, ask: 24 }),
    ];
    const equityOf = async (quantity: number) => {
      const { marks } = await play({ pipelines: { p: once(quantity) }, capital: 1_000, events });
      return marks.at(-1)?.equity;
    };
    // The scripted broker fills at the ask of 10.
    expect([await equityOf(1), await equityOf(-1)]).toEqual([1_010, 986]);
  });
});
