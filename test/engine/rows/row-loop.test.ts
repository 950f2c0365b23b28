import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bars, cancel, definePipeline, submit, target, trades } from 'millrace';
import { backtestOn } from 'millrace/testing';
import { from, interval, map, merge, mergeMap, type Observable, of, scan } from 'rxjs';
import { z } from 'zod';
import { type Instrument, usShare } from '../../../src/domain/instrument.js';
import type { Intent } from '../../../src/domain/intent.js';
import type { Entry } from '../../../src/domain/journal.js';
import type { MarketEvent } from '../../../src/domain/market-event.js';
import type { Pipeline } from '../../../src/pipeline/define-pipeline.js';
import type { Feeds } from '../../../src/pipeline/feeds.js';
import { eventsSource } from '../../../src/testing/events-source.js';
import { withBatches } from './batches-of.js';

const MINUTE = 60_000;
const T0 = Date.UTC(2024, 0, 2, 15);
const NIGHT = 17.5 * 60 * MINUTE;

const nothing = z.strictObject({});

/** Asks for something of every kind: bars of trades and of quotes, every trade of one symbol, a timer. */
const everything = definePipeline({
  name: 'everything',
  params: z.strictObject({ stepMs: z.number() }),
  feeds: () => ({
    a$: bars({ symbols: ['A'], every: '1m' }),
    b$: bars({ symbols: ['B', 'D'], every: '1m', price: 'mid', closed: 'right' }),
    long$: bars({ symbols: ['A', 'C'], every: '5m' }),
    c$: trades({ symbols: ['C'] }),
  }),
  flow: ({ a$, b$, long$, c$ }, { params, clock }) =>
    merge(
      a$.pipe(
        scan((side, { close, open }) => (close > open ? 5 : close < open ? -5 : side), 0),
        map((quantity) => target({ symbol: 'A', quantity, because: 'bar' })),
      ),
      b$.pipe(
        scan((count) => count + 1, 0),
        mergeMap((n) =>
          n % 3 === 0
            ? of(cancel(`b${n - 1}`, { because: 'old' }))
            : of(
                submit({
                  key: `b${n}`,
                  symbol: 'B',
                  side: n % 2 ? 'buy' : 'sell',
                  quantity: 1,
                  limitPrice: n % 2 ? 9.9 : 10.1,
                  because: 'b',
                }),
              ),
        ),
      ),
      long$.pipe(
        map(({ close }) => target({ symbol: 'C', quantity: Math.round(close) - 10, because: 'long' })),
      ),
      c$.pipe(map(({ price }) => target({ symbol: 'C', quantity: price > 10 ? 1 : 2, because: 'tick' }))),
      interval(params.stepMs, clock).pipe(
        map((n) => target({ symbol: 'A', quantity: n % 4, because: 'timer' })),
      ),
    ),
});

/** In the session of an exchange, and some minutes before it opens and closes. */
const FIRSTS = [T0, Date.UTC(2024, 0, 2, 14, 20), Date.UTC(2024, 0, 2, 20, 50)] as const;

/**
 * Ticks of four symbols over some minutes, many at one instant; some known later than they happened, some
 * quotes crossed, a split now and then.
 */
const ticks = fc
  .array(
    fc.record({
      symbol: fc.constantFrom('A', 'B', 'B', 'C', 'D'),
      step: fc.constantFrom(0, 0, 1, 250, 5_000, 20_000, 59_999, 60_000),
      late: fc.constantFrom(0, 0, 0, 0, 0, 3),
      price: fc.integer({ min: 980, max: 1_020 }),
      size: fc.constantFrom(1, 10, 500, null),
      half: fc.constantFrom(0.01, 0.01, 0.01, -0.01),
      splits: fc.integer({ min: 0, max: 40 }).map((n) => n === 0),
    }),
    { minLength: 100, maxLength: 500 },
  )
  .chain((steps) =>
    fc.record({
      steps: fc.constant(steps),
      first: fc.constantFrom(...FIRSTS),
      // Half of the runs last over a night.
      night: fc.nat({ max: 2 * steps.length }),
    }),
  )
  .map(({ first, steps, night }) => {
    let at = first;
    return steps.map(({ symbol, step, late, price, size, half, splits }, index): MarketEvent => {
      at += step + (index === night ? NIGHT : 0);
      // Not so late that its bar is over.
      const common = { symbol, at, happenedAt: at % MINUTE > late ? at - late : at };
      const last = price / 100;
      if (splits) return { kind: 'action', ...common, action: 'split', value: 2 };
      if (symbol === 'A' || symbol === 'C') return { kind: 'trade', ...common, price: last, size };
      return { kind: 'quote', ...common, bid: last - half, ask: last + half, bidSize: size, askSize: size };
    });
  })
  .filter((events) =>
    ['A', 'B', 'C', 'D'].every((symbol) =>
      events.some((event) => event.symbol === symbol && event.kind !== 'action'),
    ),
  );

/** Shares of which some are traded in the sessions of an exchange. */
const keepingHours =
  (symbols: readonly string[]) =>
  (symbol: string): Instrument => ({
    ...usShare(symbol),
    calendar: symbols.includes(symbol) ? 'XNYS' : null,
  });

describe('the row loop', () => {
  const runs = fc.record({
    events: ticks,
    batchRows: fc.constantFrom(1, 7, 64, 4_096),
    rules: fc.constantFrom('realistic', 'backtesting.py'),
    stepMs: fc.constantFrom(29_001, 3 * MINUTE, 10 * MINUTE),
    latencyMs: fc.constantFrom(0, 2_000),
    risk: fc.constantFrom({}, {}, { maxDailyLossPct: 0.001 }),
    hours: fc.constantFrom([], [], ['A', 'D'], ['A', 'B', 'C', 'D']),
  });

  it('decides as the wheel does with every row, however the rows are cut', async () => {
    let orders = 0;
    const property = fc.asyncProperty(runs, async (run) => {
      const { events, batchRows, rules, stepMs, latencyMs, risk, hours } = run;
      // Other rules book no splits.
      const told = rules === 'realistic' ? events : events.filter(({ kind }) => kind !== 'action');
      const source = eventsSource(told);
      const sorted: MarketEvent[] = [];
      for await (const rows of source.rows()) sorted.push(...rows);
      const wish = {
        pipeline: everything,
        params: { stepMs },
        rules,
        risk,
        broker: rules === 'realistic' ? { latencyMs } : {},
        instrument: keepingHours(hours),
      };
      const byRow = await backtestOn({ ...wish, events: source });
      const byBatch = await backtestOn({ ...wish, events: withBatches(source, sorted, batchRows) });
      expect(byBatch.entries).toEqual(byRow.entries);
      expect(byBatch.marks).toEqual(byRow.marks);
      orders += byRow.entries.filter(({ kind }) => kind === 'fill').length;
    });
    await fc.assert(property, { numRuns: 60 });
    expect(orders).toBeGreaterThan(300);
  });

  it.each([
    // 100 seconds: the first row of each of two minutes opens its bar.
    { when: 'in a session', from: T0, made: 2 },
    // The first row finds out that no bar can take it, and until when.
    { when: 'before a session', from: Date.UTC(2024, 0, 2, 12), made: 1 },
    { when: 'on a holiday', from: Date.UTC(2024, 0, 1, 15), made: 1 },
    // 50 seconds of the last minute and 50 after the close.
    { when: 'around a close', from: Date.UTC(2024, 0, 2, 20, 59, 10), made: 2 },
  ])('makes no event of a row that nobody waits for, $when', async ({ from: first, made }) => {
    const events = Array.from({ length: 1_000 }, (_, n): MarketEvent => {
      const at = first + n * 100;
      return { kind: 'trade', symbol: 'A', at, happenedAt: at, price: 10 + (n % 7) / 100, size: 1 };
    });
    const source = withBatches(eventsSource(events), events, 256);
    let count = 0;
    const batches = source.batches;
    const counted = {
      ...source,
      async *batches() {
        for await (const batch of batches?.() ?? []) {
          const event = (row: number): MarketEvent => {
            count += 1;
            return batch.event(row);
          };
          yield { ...batch, event };
        }
      },
    };
    const quiet = definePipeline({
      name: 'quiet',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['A'], every: '1m' }) }),
      flow: ({ bar$ }) => bar$.pipe(map(() => target({ symbol: 'A', quantity: 0, because: 'flat' }))),
    });
    await backtestOn({ pipeline: quiet, params: {}, events: counted, instrument: keepingHours(['A']) });
    expect(count).toBe(made);
  });

  /** The journals of one run over events one by one and over the same events as one batch. */
  const both = async <F extends Feeds>(
    pipeline: Pipeline<typeof nothing, F>,
    events: readonly MarketEvent[],
  ): Promise<readonly (readonly Entry[])[]> => {
    const source = eventsSource(events);
    const wish = { pipeline, params: {} };
    const byRow = await backtestOn({ ...wish, events: source });
    const byBatch = await backtestOn({ ...wish, events: withBatches(source, events, 4_096) });
    return [byRow.entries, byBatch.entries];
  };
  const quotes = (symbols: readonly string[], bids: readonly number[]): readonly MarketEvent[] =>
    bids.map((bid, n): MarketEvent => {
      const at = T0 + n * 1_000;
      const symbol = symbols[n % symbols.length] ?? '';
      return { kind: 'quote', symbol, at, happenedAt: at, bid, ask: 10, bidSize: 1, askSize: 1 };
    });

  it('ends a run of pipelines that failed while they were built at its first row', async () => {
    const broken = definePipeline({
      name: 'broken',
      params: nothing,
      feeds: () => ({ bar$: bars({ symbols: ['A'], every: '1h' }) }),
      flow: (): Observable<Intent> => {
        throw new Error('never built');
      },
    });
    const hour = T0 + 3_600_000;
    const prices = { open: 10, high: 10, low: 10, close: 10, volume: 1, bid: null, ask: null };
    const bar: MarketEvent = {
      ...{ kind: 'bar', symbol: 'A', every: '1h', start: T0, at: hour, sessionDate: '2024-01-02' },
      ...prices,
    };
    // Nothing is made of these quotes, so nothing but the end stops them.
    const [byRow, byBatch] = await both(broken, [...quotes(['A'], [9, 9, 9]), bar]);
    expect(byRow?.find(({ kind }) => kind === 'end')?.body).toMatchObject({ events: 1 });
    expect(byBatch).toEqual(byRow);
  });

  it('tells of crossed quotes in one order, whichever symbol was seen last', async () => {
    const quiet = definePipeline({
      name: 'quiet',
      params: nothing,
      feeds: () => ({ bar$: bars({ symbols: ['A', 'B'], every: '1m' }) }),
      flow: ({ bar$ }) => bar$.pipe(map(({ symbol }) => target({ symbol, quantity: 0, because: 'flat' }))),
    });
    // Both bars are open when A is crossed before B, and A is also the one seen last.
    const [byRow, byBatch] = await both(quiet, quotes(['A', 'B'], [9, 9, 11, 11, 9]));
    const crossed = byRow?.filter(({ kind, body }) => kind === 'notice' && 'code' in body);
    expect(crossed?.map(({ symbol }) => symbol)).toEqual(['A', 'B']);
    expect(byBatch).toEqual(byRow);
  });

  it('has come as far in time as its newest row when a promise speaks', async () => {
    const promised = definePipeline({
      name: 'promised',
      params: nothing,
      feeds: () => ({ bar$: bars({ symbols: ['A'], every: '1h' }) }),
      flow: ({ bar$ }) =>
        merge(
          from(Promise.resolve()).pipe(map(() => target({ symbol: 'A', quantity: 1, because: 'late' }))),
          bar$.pipe(map(() => target({ symbol: 'A', quantity: 0, because: 'flat' }))),
        ),
    });
    const [byRow, byBatch] = await both(promised, quotes(['A'], [9, 9, 9]));
    expect(byRow?.find(({ kind }) => kind === 'halt')?.at).toBe(T0 + 2_000);
    expect(byBatch).toEqual(byRow);
  });
});
