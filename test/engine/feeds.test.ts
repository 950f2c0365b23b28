import { describe, expect, it } from '@jest/globals';
import {
  bars,
  definePipeline,
  events,
  type NamedEvent,
  quotes,
  status,
  submit,
  target,
  trades,
} from 'millrace';
import { quote, trade } from 'millrace/testing';
import { ignoreElements, map, merge, take, tap } from 'rxjs';
import { z } from 'zod';
import type { Status } from '../../src/domain/market-event.js';
import { memorySource } from './memory-source.js';
import { minute, minuteBars } from './minute-bars.js';
import { play } from './play.js';

const NOTHING = z.strictObject({});

const news = (n: number, data: unknown, symbol = 'X'): NamedEvent => ({
  kind: 'event',
  name: 'news',
  symbol,
  at: minute(n),
  happenedAt: minute(n) - 5,
  data,
});

describe('events', () => {
  const reader = (log: unknown[]) =>
    definePipeline({
      name: 'reader',
      params: NOTHING,
      feeds: () => ({
        bar$: bars({ symbols: ['X'], every: '1m' }),
        news$: events({
          name: 'news',
          schema: z.object({
            score: z.number().max(1),
            at: z.string().default('now'),
            tag: z.string().trim().optional(),
          }),
        }),
      }),
      flow: ({ news$ }) =>
        news$.pipe(
          tap(({ symbol, data }) => log.push([symbol, data])),
          map(({ data }) => target({ symbol: 'X', quantity: data.score * 10, because: data.at })),
        ),
    });

  it('are delivered as the schema made them, of whatever symbol, and fill nothing', async () => {
    const log: unknown[] = [];
    const { outcome, all } = await play({
      pipelines: { p: reader(log) },
      events: [
        ...minuteBars('X', [100, 100, 100]),
        news(1, { score: 0.5, tag: ' a ' }),
        news(2, { score: 1, at: 'then', more: true }, ''),
      ],
    });
    expect(outcome.failures).toEqual([]);
    expect(log).toEqual([
      ['X', { score: 0.5, at: 'now', tag: 'a' }],
      ['', { score: 1, at: 'then' }],
    ]);
    expect(all('intent')[0]?.causes).toEqual([
      { row: { symbol: 'X', kind: 'event:news', at: minute(1), n: 1 } },
    ]);
  });

  it('come before the bars of their instant', async () => {
    const log: string[] = [];
    const both = definePipeline({
      name: 'both',
      params: NOTHING,
      feeds: () => ({
        bar$: bars({ symbols: ['X'], every: '1m' }),
        news$: events({ name: 'news', schema: z.unknown() }),
      }),
      flow: ({ bar$, news$ }) =>
        merge(bar$, news$).pipe(
          tap(({ kind }) => log.push(kind)),
          ignoreElements(),
        ),
    });
    await play({ pipelines: { p: both }, events: [...minuteBars('X', [1, 1]), news(2, null)] });
    expect(log).toEqual(['bar', 'event', 'bar']);
  });

  it('that fail the schema halt the pipeline that declared it, by name, instant and zod’s own words', async () => {
    const log: unknown[] = [];
    const lenient = definePipeline({
      name: 'lenient',
      params: NOTHING,
      feeds: () => ({
        bar$: bars({ symbols: ['X'], every: '1m' }),
        news$: events({ name: 'news', schema: z.unknown() }),
      }),
      flow: ({ news$ }) =>
        news$.pipe(map(() => target({ symbol: 'X', quantity: 1, because: 'whatever it says' }))),
    });
    const { outcome, all } = await play({
      pipelines: { strict: reader(log), lenient },
      events: [...minuteBars('X', [100, 100, 100]), news(2, { score: 'high' })],
    });
    expect(log).toEqual([]);
    expect(outcome.failures.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /strict.*00:02:00.*event news.*expected number, received string → at score.*schema of events news/,
      ),
    ]);
    expect(all('halt').map(({ pipeline, at }) => [pipeline, at])).toEqual([['strict', minute(2)]]);
    expect(all('intent').map(({ pipeline }) => pipeline)).toEqual(['lenient']);
  });

  it('of a name that no source has are refused before the first row', async () => {
    await expect(play({ pipelines: { p: reader([]) }, events: minuteBars('X', [1]) })).rejects.toThrow(
      /p wants events news of any symbol, the source has X 1m bar/,
    );
  });
});

describe('status', () => {
  const gap = (n: number, state: Status['state']): Status => ({
    kind: 'status',
    symbol: 'X',
    at: minute(n),
    happenedAt: minute(n),
    state,
    detail: 'outage',
  });

  it('tells of holes and halts, before the rows of their instant', async () => {
    const log: string[] = [];
    const careful = definePipeline({
      name: 'careful',
      params: NOTHING,
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }), status$: status({ symbols: ['X'] }) }),
      flow: ({ bar$, status$ }) =>
        merge(
          bar$.pipe(map(({ close }) => close)),
          status$.pipe(map(({ state, detail }) => `${state} ${detail}`)),
        ).pipe(
          tap((said) => log.push(String(said))),
          ignoreElements(),
        ),
    });
    const list = [...minuteBars('X', [1, 2, 3]), gap(2, 'gap'), gap(3, 'trading')];
    await play({ pipelines: { p: careful }, events: list });
    expect(log).toEqual(['1', 'gap outage', '2', 'trading outage', '3']);
  });

  it('is silent where a source has none', async () => {
    const quiet = definePipeline({
      name: 'quiet',
      params: NOTHING,
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }), status$: status({ symbols: ['X'] }) }),
      flow: ({ status$ }) => status$.pipe(map(() => target({ symbol: 'X', quantity: 1, because: 'never' }))),
    });
    const { outcome, all } = await play({ pipelines: { p: quiet }, events: minuteBars('X', [1, 2]) });
    expect([outcome.failures, all('intent')]).toEqual([[], []]);
  });
});

describe('trades and quotes', () => {
  it('come one by one, in the order of their own stream, as they are in the source', async () => {
    const heard: unknown[] = [];
    const ear = definePipeline({
      name: 'ear',
      params: NOTHING,
      feeds: () => ({ trade$: trades({ symbols: ['X'] }), quote$: quotes({ symbols: ['X'] }) }),
      flow: ({ trade$, quote$ }) =>
        merge(trade$, quote$).pipe(
          tap((event) => heard.push(event)),
          ignoreElements(),
        ),
    });
    const at = minute(1);
    const rows = [
      quote({ symbol: 'X', at, bid: 1, ask: 2 }),
      quote({ symbol: 'X', at, bid: 3, ask: 2 }),
      trade({ symbol: 'X', at, price: 5 }),
      trade({ symbol: 'X', at, price: 4 }),
    ];
    await play({ pipelines: { p: ear }, events: rows });
    expect(heard).toEqual(rows);
  });

  it.each([
    ['trades', trades],
    ['quotes', quotes],
  ] as const)('that no source has are refused before the first row: %s', async (name, feed) => {
    const deaf = definePipeline({
      name,
      params: NOTHING,
      feeds: () => ({ tick$: feed({ symbols: ['X'] }) }),
      flow: ({ tick$ }) => tick$.pipe(ignoreElements()),
    });
    await expect(play({ pipelines: { p: deaf }, events: minuteBars('X', [1]) })).rejects.toThrow(
      new RegExp(`p wants ${name} of X, the source has X 1m bar`),
    );
  });
});

describe('what may be traded', () => {
  const on = (symbol: string) =>
    definePipeline({
      name: 'on',
      params: NOTHING,
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: ({ bar$ }) =>
        bar$.pipe(
          take(1),
          map(() => submit({ key: 'a', symbol, side: 'buy', quantity: 1, because: 'try' })),
        ),
    });

  it('is what some pipeline listens to: an order in anything else is refused', async () => {
    const { all } = await play({
      pipelines: { p: on('Y') },
      sources: [memorySource([...minuteBars('X', [1, 2]), ...minuteBars('Y', [1, 2])])],
    });
    expect(all('refusal').map(({ body }) => [body.code, body.facts])).toEqual([
      ['SYMBOL_UNKNOWN', { symbol: 'Y' }],
    ]);
  });

  it('is refused at start where it is priced in a currency that nothing converts', async () => {
    const run = play({
      pipelines: { p: on('X') },
      events: minuteBars('X', [1]),
      instrument: { currency: 'EUR' },
    });
    await expect(run).rejects.toThrow(/X is priced in EUR, cash is in USD/);
  });

  it('needs a row that can fill it', async () => {
    const run = play({
      pipelines: { p: on('X') },
      events: minuteBars('X', [1]),
      broker: { matchOn: 'quotes' },
    });
    await expect(run).rejects.toThrow(/nothing of X can fill orders: broker.matchOn is quotes/);
  });
});
