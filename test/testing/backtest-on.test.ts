import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, submit } from 'millrace';
import { backtestOn, bar, eventsSource, quote, trade } from 'millrace/testing';
import { map, skip, take } from 'rxjs';
import { z } from 'zod';

/** Buys ten units after its second bar: some rules still warm up on the first. */
const buyer = definePipeline({
  name: 'buyer',
  params: z.strictObject({ symbols: z.array(z.string()).min(1), quantity: z.number().default(10) }),
  feeds: ({ symbols }) => ({ bar$: bars({ symbols, every: '1d' }) }),
  flow: ({ bar$ }, { params: { quantity } }) =>
    bar$.pipe(
      skip(1),
      take(1),
      map(({ symbol }) => submit({ key: 'in', symbol, side: 'buy', quantity, because: 'second bar' })),
    ),
});

const params = { symbols: ['SPY'] };
const events = [99, 100, 101, 102].map((open, day) =>
  bar({ open, close: open + 0.5, volume: 1e6, start: Date.UTC(2024, 0, 2 + day) }),
);

describe('backtestOn', () => {
  it('runs a pipeline through the engine: an order fills at the open of the next bar', async () => {
    const run = await backtestOn({ pipeline: buyer, params, events, rules: 'backtesting.py' });
    expect(run.entries.map(({ kind }) => kind)).toEqual([
      'begin',
      'intent',
      'approval',
      'command',
      'order',
      'fill',
      'end',
      'close',
    ]);
    expect(run.entries.find(({ kind }) => kind === 'fill')).toMatchObject({
      at: events[2]?.at,
      body: { quantity: 10, price: 101, happenedAt: events[2]?.start },
    });
    expect(run.marks.map(({ at, equity }) => [at, equity])).toEqual([
      [events[0]?.at, 100_000],
      [events[1]?.at, 100_000],
      [events[2]?.at, 100_000 + 10 * (101.5 - 101)],
      [events[3]?.at, 100_000 + 10 * (102.5 - 101)],
    ]);
    expect(run.failures).toEqual([]);
  });

  it('hashes alike what is alike, however the events are put in, and not what is not', async () => {
    const run = await backtestOn({ pipeline: buyer, params, events });
    const again = await backtestOn({ pipeline: buyer, params, events: eventsSource(events.toReversed()) });
    expect([again.journalHash, again.decisionHash]).toEqual([run.journalHash, run.decisionHash]);
    const seeded = await backtestOn({ pipeline: buyer, params, events, seed: 2 });
    expect(seeded.journalHash).not.toBe(run.journalHash);
    expect(seeded.decisionHash).toBe(run.decisionHash);
    const dearer = await backtestOn({ pipeline: buyer, params, events, broker: { spreadBps: 10 } });
    expect(dearer.decisionHash).not.toBe(run.decisionHash);
  });

  it('takes limits', async () => {
    const { entries } = await backtestOn({ pipeline: buyer, params, events, risk: { maxOrderQuantity: 9 } });
    expect(entries.find(({ kind }) => kind === 'refusal')?.body).toMatchObject({ facts: { quantity: 10 } });
  });

  it('says why a pipeline is out of the run', async () => {
    const broken = definePipeline({
      ...buyer,
      flow: ({ bar$ }: { bar$: Parameters<typeof buyer.flow>[0]['bar$'] }) =>
        bar$.pipe(
          map((): never => {
            throw new Error('no idea');
          }),
        ),
    });
    const { failures } = await backtestOn({ pipeline: broken, params, events });
    expect(failures.map(({ message }) => message)).toEqual([expect.stringContaining('no idea')]);
  });

  it('names the rule sets there are where it is asked for another', async () => {
    await expect(backtestOn({ pipeline: buyer, params, events, rules: 'honest' })).rejects.toThrow(
      "no rule set 'honest'; there are realistic, backtesting.py",
    );
  });

  it('checks params with the pipeline’s own schema', async () => {
    await expect(backtestOn({ pipeline: buyer, params: { symbols: [] }, events })).rejects.toThrow(/symbols/);
  });
});

describe('eventsSource', () => {
  it('puts events into the declared order, frozen, and reads the series off them', async () => {
    const at = Date.UTC(2024, 0, 3);
    const mixed = [
      bar({ symbol: 'SPY', at }),
      bar({ symbol: 'AAPL', at }),
      trade({ at }),
      quote({ at }),
      bar({ symbol: 'SPY', at, every: '1h' }),
      trade({ at: at - 1 }),
    ];
    const source = eventsSource(mixed);
    const rows = [];
    for await (const chunk of source.rows()) rows.push(...chunk);
    expect(rows).toEqual([5, 3, 2, 4, 1, 0].map((index) => mixed[index]));
    expect(rows.every((row) => Object.isFrozen(row))).toBe(true);
    expect(source.series).toHaveLength(5);
    expect(source.series).toEqual(
      expect.arrayContaining([
        { symbol: 'SPY', kind: 'trade' },
        { symbol: 'SPY', kind: 'quote' },
        { symbol: 'SPY', kind: 'bar', every: '1h' },
        { symbol: 'SPY', kind: 'bar', every: '1d' },
        { symbol: 'AAPL', kind: 'bar', every: '1d' },
      ]),
    );
  });
});
