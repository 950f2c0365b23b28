import { describe, expect, it } from '@jest/globals';
import { actions, bars, definePipeline, fills, position, submit, target } from 'millrace';
import { action, backtestOn, bar, pipelineContract, randomBars } from 'millrace/testing';
import { map, merge, take } from 'rxjs';
import { z } from 'zod';
import type { CorporateAction, MarketEvent } from '../../../src/domain/market-event.js';
import type { PositionEvent } from '../../../src/pipeline/own-events.js';

const day = (n: number): string => `2024-01-${String(n).padStart(2, '0')}T00:00:00Z`;
const MICROSECOND_MS = 0.001;
/** A bar of a day that stands still at a price. */
const flat = (n: number, price: number, symbol = 'SPY') =>
  bar({
    symbol,
    every: '1d',
    start: day(n),
    open: price,
    high: price,
    low: price,
    close: price,
    volume: 1e9,
  });
const onDay = (n: number, wish: Parameters<typeof action>[0]): CorporateAction =>
  action({ ...wish, at: Date.parse(day(n)) + MICROSECOND_MS, happenedAt: day(n) });

const symbols = ['SPY'];
const params = z.strictObject({});

/** Says the same target at every bar. */
const holds = (quantity: number) =>
  definePipeline({
    name: 'holds',
    params,
    feeds: () => ({ bar$: bars({ symbols, every: '1d' }) }),
    flow: ({ bar$ }) => bar$.pipe(map(({ symbol }) => target({ symbol, quantity, because: 'always' }))),
  });

describe('a split', () => {
  const events: readonly MarketEvent[] = [
    flat(2, 100),
    flat(3, 100),
    onDay(4, { value: 2 }),
    flat(4, 50),
    flat(5, 50),
    flat(6, 50),
  ];

  it('makes twice the units of half the cost, and who wishes what he wished is told nothing', async () => {
    const { entries, marks } = await backtestOn({ pipeline: holds(100), params: {}, events });
    const commands = entries.filter(({ kind }) => kind === 'command');
    expect(commands).toHaveLength(1);
    const [booked] = entries.filter((entry) => entry.kind === 'action');
    expect(booked).toMatchObject({
      symbol: 'SPY',
      pipeline: null,
      causes: [{ row: { symbol: 'SPY', kind: 'action', n: 1 } }],
      body: { action: 'split', value: 2, price: 50, happenedAt: Date.parse(day(4)) },
    });
    const commission = entries.find((entry) => entry.kind === 'fill')?.body.commission ?? Number.NaN;
    expect(marks.map(({ equity }) => equity)).toEqual([
      100_000,
      ...[1, 2, 3, 4].map(() => expect.closeTo(100_000 - commission, 9)),
    ]);
    expect(marks.at(-1)?.exposure).toBe(10_000);
  });

  it('makes the order grow that was said before it and fills after it', async () => {
    const { entries } = await backtestOn({
      pipeline: holds(100),
      params: {},
      events: [flat(3, 100), onDay(4, { value: 2 }), flat(4, 50), flat(5, 50)],
    });
    const [order] = entries.filter((entry) => entry.kind === 'order' && entry.body.change !== null);
    expect(order?.body).toMatchObject({
      code: 'FOLLOWS_SPLIT',
      facts: { value: 2 },
      change: { quantity: 200 },
    });
    const filled = entries.flatMap((entry) => (entry.kind === 'fill' ? [entry.body] : []));
    expect(filled).toEqual([
      expect.objectContaining({ quantity: 200, price: expect.closeTo(50, 9), complete: true }),
    ]);
    expect(entries.filter(({ kind }) => kind === 'command')).toHaveLength(1);
  });

  it('is heard of by those who asked, and so is what they hold then, before anything else', async () => {
    const heard: string[] = [];
    const listens = definePipeline({
      name: 'listens',
      params,
      feeds: () => ({
        bar$: bars({ symbols, every: '1d' }),
        action$: actions({ symbols }),
        held$: position(),
        fill$: fills(),
      }),
      flow: ({ bar$, action$, held$ }) =>
        merge(
          bar$.pipe(map(() => 'bar')),
          action$.pipe(map(({ value }) => `split ${value}`)),
          held$.pipe(map((held: PositionEvent) => `${held.quantity} at ${held.averagePrice ?? 0}`)),
        ).pipe(
          map((said) => {
            heard.push(said);
            return target({ symbol: 'SPY', quantity: 10, because: 'always' });
          }),
        ),
    });
    await backtestOn({ pipeline: listens, params: {}, events });
    expect(heard).toEqual(['bar', '10 at 100', 'bar', '20 at 50', 'split 2', 'bar', 'bar', 'bar']);
  });

  it('moves what rests: units and prices of limits, stops and the exits of a bracket', async () => {
    const rests = definePipeline({
      name: 'rests',
      params,
      feeds: () => ({ bar$: bars({ symbols, every: '1d' }) }),
      flow: ({ bar$ }) =>
        bar$.pipe(
          take(1),
          map(() =>
            submit({
              key: 'cheap',
              symbol: 'SPY',
              side: 'buy',
              quantity: 10,
              limitPrice: 80,
              stopLoss: { stopPrice: 70 },
              timeInForce: 'gtc',
              because: 'cheap',
            }),
          ),
        ),
    });
    const falls = [flat(3, 100), onDay(4, { value: 2 }), flat(4, 50), flat(5, 38), flat(6, 34), flat(7, 34)];
    const { entries } = await backtestOn({ pipeline: rests, params: {}, events: falls });
    const changed = entries.flatMap((entry) =>
      entry.kind === 'order' && entry.body.code === 'FOLLOWS_SPLIT' ? [entry.body] : [],
    );
    expect(changed).toEqual([
      expect.objectContaining({ state: 'working', change: { quantity: 20, limitPrice: 40 } }),
      expect.objectContaining({ state: 'pending', change: { quantity: 20, stopPrice: 35 } }),
    ]);
    const fills = entries.flatMap((entry) => (entry.kind === 'fill' ? [entry.body] : []));
    expect(fills[0]).toMatchObject({ side: 'buy', quantity: 20, price: 38 });
    expect(fills.find(({ side }) => side === 'sell')).toMatchObject({
      quantity: 20,
      price: expect.closeTo(34, 9),
    });
  });
});

describe('a dividend', () => {
  const events = [
    flat(2, 100),
    flat(3, 100),
    onDay(4, { action: 'dividend', value: 3 }),
    flat(4, 97),
    flat(5, 97),
  ];

  it.each([
    ['is received by who is long', 100, 300],
    ['is paid by who is short', -100, -300],
  ])('%s, and in no trade', async (_what, quantity, paid) => {
    const { entries, marks } = await backtestOn({ pipeline: holds(quantity), params: {}, events });
    const commission = entries.find((entry) => entry.kind === 'fill')?.body.commission ?? Number.NaN;
    // The price falls by what is paid: nobody is richer.
    expect(marks.at(-1)?.equity).toBeCloseTo(100_000 - commission, 9);
    expect(entries.filter(({ kind }) => kind === 'fill')).toHaveLength(1);
    expect(entries.find((entry) => entry.kind === 'action')?.body).toEqual({
      action: 'dividend',
      value: 3,
      price: 97,
      happenedAt: Date.parse(day(4)),
    });
    expect(paid / quantity).toBe(3);
  });
});

describe('rules that book no actions', () => {
  it.each(['backtesting.py', 'backtrader', 'lean'])('%s refuse a source that has them', async (rules) => {
    const events = [flat(3, 100), onDay(4, {}), flat(4, 50)];
    await expect(backtestOn({ pipeline: holds(1), params: {}, events, rules })).rejects.toMatchObject({
      code: 'ACTIONS_UNSUPPORTED',
      facts: { rules, symbol: 'SPY', known: 'realistic' },
    });
    await expect(
      backtestOn({
        pipeline: holds(1),
        params: {},
        events: [flat(3, 100), onDay(4, { symbol: 'IBM' })],
        rules,
      }),
    ).resolves.toMatchObject({ failures: [] });
  });
});

const walk = randomBars({ seed: 3, symbols: ['SPY', 'AAPL'], count: 250, every: '1d' });

pipelineContract('a pipeline that follows actions', {
  pipeline: definePipeline({
    name: 'alternates',
    params,
    feeds: () => ({
      bar$: bars({ symbols: ['SPY', 'AAPL'], every: '1d' }),
      action$: actions({ symbols: ['SPY', 'AAPL'] }),
    }),
    flow: ({ bar$, action$ }) =>
      merge(
        bar$.pipe(
          map(({ symbol, close, open }) =>
            target({ symbol, weight: close > open ? 0.3 : -0.2, because: `${close} beside ${open}` }),
          ),
        ),
        action$.pipe(
          map(({ symbol, value }) =>
            target({ symbol, quantity: Math.round(50 * value), because: 'an action' }),
          ),
        ),
      ),
  }),
  params: {},
  events: [
    ...walk,
    ...walk.flatMap(({ symbol, at }, index) =>
      index % 41 === 0 ? [action({ symbol, at: at + MICROSECOND_MS, value: 1.5 })] : [],
    ),
    ...walk.flatMap(({ symbol, at }, index) =>
      index % 23 === 0 ? [action({ symbol, at: at + MICROSECOND_MS, action: 'dividend', value: 0.7 })] : [],
    ),
  ],
});
