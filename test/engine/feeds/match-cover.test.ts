import { describe, expect, it } from '@jest/globals';
import { type Bar, bars, definePipeline, type MarketEvent, target, trades } from 'millrace';
import { bar, quote, trade } from 'millrace/testing';
import { map } from 'rxjs';
import { z } from 'zod';
import { RULE_SETS } from '../../../src/brokers/simulated/rule-sets.js';
import { play, type Wish } from '../play.js';

const DAY_MS = 86_400_000;
const START = Date.parse('2024-01-01T00:00:00Z');
const dayAt = (index: number): number => START + index * DAY_MS;

const days = (count: number): readonly Bar[] =>
  Array.from({ length: count }, (_, index) =>
    bar({ symbol: 'X', every: '1d', start: dayAt(index), at: dayAt(index + 1), close: 100 }),
  );

/** One minute an hour, on some of the days. */
const minutes = (from: number, to: number): readonly Bar[] =>
  Array.from({ length: (to - from) * 24 }, (_, index) =>
    bar({ symbol: 'X', every: '1m', start: dayAt(from) + index * 3_600_000, close: 100 }),
  );

const daily = (warmupBars = 0) =>
  definePipeline({
    name: 'daily',
    params: z.strictObject({}),
    warmup: () => ({ bars: warmupBars }),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) }),
    flow: ({ bar$ }) =>
      bar$.pipe(map((_, index) => target({ symbol: 'X', quantity: index + 1, because: 'a day' }))),
  });

const run = async (events: readonly MarketEvent[], more: Partial<Wish> = {}) => {
  const { realistic: rules } = RULE_SETS;
  if (rules === undefined) throw new Error('there is no rule set realistic');
  const { all, outcome } = await play({
    pipelines: { p: daily() },
    events,
    rules,
    capital: 1_000_000,
    ...more,
  });
  expect(outcome.failures).toEqual([]);
  const silences = all('notice').filter(({ body }) => body.code === 'MATCH_STREAM_SILENT');
  return { fills: all('fill').length, silences: silences.map(({ body }) => body.facts) };
};

const silent = (from: number, to: number) => ({
  code: 'MATCH_STREAM_SILENT',
  message: expect.stringContaining('--set broker.matchOn=bars'),
  facts: expect.objectContaining({
    symbol: 'X',
    stream: 'bars of 1m',
    heard: 'bars of 1d',
    from: new Date(dayAt(from)).toISOString(),
    to: new Date(dayAt(to)).toISOString(),
  }),
});

describe('a match stream', () => {
  it.each([
    ['ends long before', minutes(0, 40), 41, 50],
    ['begins long after', minutes(40, 60), 1, 10],
    ['has a long hole in', [...minutes(0, 20), ...minutes(32, 60)], 21, 30],
  ])('that %s the bars a pipeline acts on is refused', async (_what, some, from, to) => {
    await expect(run([...days(60), ...some])).rejects.toMatchObject(silent(from, to));
  });

  it.each([
    ['covers them', minutes(0, 60), {}],
    ['is missing for a week', [...minutes(0, 20), ...minutes(28, 60)], {}],
    ['begins where a warm-up ends', minutes(30, 60), { pipelines: { p: daily(30) } }],
    ['begins where trading does', minutes(30, 60), { coverage: { from: dayAt(30), to: null } }],
    ['is said to be another', minutes(30, 31), { broker: { matchOn: 'bars' as const } }],
  ])('that %s fills', async (_what, some, more) => {
    const { fills, silences } = await run([...days(60), ...some], more);
    expect(fills).toBeGreaterThan(20);
    expect(silences).toEqual([]);
  });

  it('that ends within days of the bars is named at the end, with what could not be met', async () => {
    const sixHours = Array.from({ length: 30 }, (_, index) =>
      bar({ symbol: 'X', every: '6h', start: dayAt(index / 4), at: dayAt((index + 1) / 4), close: 100 }),
    );
    const halfHours = sixHours
      .slice(0, 20)
      .map(({ at }) => bar({ symbol: 'X', every: '30m', start: at - 1_800_000, at, close: 100 }));
    const onSixHours = definePipeline({
      ...daily(),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '6h' }) }),
    });
    const silencesOf = async (count: number) =>
      (await run([...sixHours.slice(0, count), ...halfHours], { pipelines: { p: onSixHours } })).silences;
    expect(await silencesOf(29)).toEqual([]);
    expect(await silencesOf(30)).toEqual([
      {
        symbol: 'X',
        count: 10,
        heard: 'bars of 6h',
        stream: 'bars of 30m',
        from: new Date(dayAt(5.25)).toISOString(),
        to: new Date(dayAt(7.5)).toISOString(),
      },
    ]);
  });

  it('of quotes is refused where trades go on for days without one', async () => {
    const ticks = definePipeline({
      name: 'ticks',
      params: z.strictObject({}),
      feeds: () => ({ trade$: trades({ symbols: ['X'] }) }),
      flow: ({ trade$ }) => trade$.pipe(map(() => target({ symbol: 'X', quantity: 1, because: 'a trade' }))),
    });
    const events = [
      quote({ symbol: 'X', at: START, bid: 99, ask: 100 }),
      ...Array.from({ length: 200 }, (_, index) => trade({ symbol: 'X', at: START + index * 3_600_000 })),
    ];
    await expect(run(events, { pipelines: { p: ticks } })).rejects.toMatchObject({
      code: 'MATCH_STREAM_SILENT',
      message: expect.stringContaining('--set broker.matchOn=trades'),
      facts: expect.objectContaining({ stream: 'quotes', heard: 'trades' }),
    });
  });
});
