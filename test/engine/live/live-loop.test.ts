import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { debounceTime, map, merge, scan, throttleTime } from 'rxjs';
import { z } from 'zod';
import { RULE_SETS } from '../../../src/brokers/simulated/rule-sets.js';
import type { MarketEvent } from '../../../src/domain/market-event.js';
import type { LiveLoop } from '../../../src/engine/live/live-loop.js';
import { bars, definePipeline, quotes, target, trades } from '../../../src/index.js';
import { hashing } from '../../../src/journal/journal-hash.js';
import type { LiveFeed } from '../../../src/sources/live/live-feed.js';
import { quote, trade } from '../../../src/testing/index.js';
import { memorySource } from '../memory-source.js';
import { play } from '../play.js';
import { type LiveWish, liveOn, replayed } from './live-on.js';

const realistic = RULE_SETS['realistic'];
if (!realistic) throw new Error('there is no rule set realistic');
const SYMBOLS = ['A', 'B', 'C'];
const SERIES = SYMBOLS.flatMap((symbol) => (['trade', 'quote'] as const).map((kind) => ({ symbol, kind })));

/** Trades on bars, on debounced trades and on throttled quotes: everything that needs a clock. */
const restless = definePipeline({
  name: 'restless',
  params: z.strictObject({}),
  feeds: () => ({
    bar$: bars({ symbols: SYMBOLS, every: '1m' }),
    trade$: trades({ symbols: SYMBOLS }),
    quote$: quotes({ symbols: SYMBOLS }),
  }),
  flow: ({ bar$, trade$, quote$ }, { clock }) =>
    merge(
      bar$.pipe(
        map(({ symbol, close }) =>
          target({ symbol, quantity: Math.round(close) % 7, because: `bar ${close}` }),
        ),
      ),
      trade$.pipe(
        debounceTime(1_500, clock),
        map(({ symbol, price }) =>
          target({ symbol, quantity: -(Math.round(price) % 5), because: `pause ${price}` }),
        ),
      ),
      quote$.pipe(
        throttleTime(20_000, clock),
        map(({ symbol, bid }) => target({ symbol, quantity: Math.round(bid) % 3, because: `quote ${bid}` })),
      ),
    ),
});

const aDay = fc
  .array(
    fc.record({
      afterMs: fc.constantFrom(0, 0, 1, 400, 1_500, 2_000, 30_000, 61_000),
      symbol: fc.constantFrom(...SYMBOLS),
      price: fc.integer({ min: 90, max: 110 }),
      isQuote: fc.boolean(),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((list): readonly MarketEvent[] => {
    let at = Date.UTC(2024, 0, 2, 14, 30);
    return list.map(({ afterMs, symbol, price, isQuote }) => {
      at += afterMs;
      return isQuote
        ? quote({ symbol, at, bid: price, ask: price + 1, bidSize: 100, askSize: 100 })
        : trade({ symbol, at, price, size: 100 });
    });
  });

const wish = (events: readonly MarketEvent[]): LiveWish => ({
  pipelines: { restless },
  sources: [memorySource(events, { series: SERIES })],
  rules: realistic,
});

/** Gives rows one by one; what time it is in it, it is before the row has arrived. */
const hesitating = (feed: LiveFeed): LiveFeed => {
  let waiting: readonly MarketEvent[] = [];
  let newest = Number.NEGATIVE_INFINITY;
  const next = async (): Promise<readonly MarketEvent[] | null> => {
    const rows = waiting.length > 0 ? waiting : await feed.next();
    const [row, ...others] = rows ?? [];
    if (!row) return null;
    [waiting, newest] = [others, row.at];
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    return [row];
  };
  return { ...feed, next, now: () => newest };
};

describe('a live run', () => {
  it('over a tape, step by step or at a speed, decides as the backtest does', async () => {
    await fc.assert(
      fc.asyncProperty(aDay, fc.constantFrom('step' as const, 1, 60), async (events, speed) => {
        const hashes = hashing();
        for (const entry of (await play(wish(events))).entries) hashes.add(entry);
        const { digests } = await liveOn({ ...wish(events), speed });
        expect(digests.decisionHash).toBe(hashes.digests().decisionHash);
      }),
      { numRuns: 40 },
    );
  });

  it('lets no time pass before rows that are still on their way from its feed', async () => {
    const at = Date.UTC(2024, 0, 2, 14, 30);
    const events = Array.from({ length: 90 }, (_, n) =>
      trade({ symbol: 'A', at: at + n * 20_000, price: 100 + ((n * 7) % 11), size: 100 }),
    );
    const hashes = hashing();
    for (const entry of (await play(wish(events))).entries) hashes.add(entry);
    const run: LiveWish = { ...wish(events), through: hesitating };
    const { digests, recording } = await liveOn(run);
    expect(recording.inputs.map(({ input }) => input.kind)).not.toContain('wake');
    expect(digests.decisionHash).toBe(hashes.digests().decisionHash);
  });

  it('decides the same when its inputs are told again, whatever people say meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(aDay, fc.integer({ min: 1, max: 9 }), async (events, sliceRows) => {
        const meanwhile: LiveWish['meanwhile'] = (loop, { inputs }) => {
          const by = { who: 'me', why: 'test' };
          void loop.say({ kind: 'limits', limits: { maxOrderQuantity: 4 } }, by);
          const words = [
            { kind: 'pause' },
            { kind: 'flatten', symbol: null },
            { kind: 'resume' },
            { kind: 'kill' },
            { kind: 'cancel', order: null },
            { kind: 'unlatch' },
          ] as const;
          const says = (index: number): void => {
            const word = words[index];
            if (word === undefined || inputs.length > events.length) return;
            void loop.say(word, by).then(
              () => says(index + 1),
              () => undefined,
            );
          };
          says(0);
        };
        const run = { ...wish(events), speed: 60, settings: { sliceRows }, meanwhile };
        const { recording, entries, alarms } = await liveOn(run);
        expect(entries.map(({ kind }) => kind)).toContain('operator');
        expect(await replayed(run, recording.inputs)).toEqual(recording.lines);
        expect(recording.inputs.map(({ serial }) => serial)).toEqual(recording.inputs.map((_, at) => at + 1));
        expect(recording.durableSerial).toBe(recording.inputs.length);
        expect(alarms).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('holds to a loss limit that somebody sets while it is on', async () => {
    const at = Date.UTC(2024, 0, 2, 14, 30);
    const fall = [100, 100, 90, 50, 40].map((price, index) =>
      trade({ symbol: 'A', at: at + index * 61_000, price, size: 1_000 }),
    );
    const holder = definePipeline({
      name: 'holder',
      params: z.strictObject({}),
      feeds: () => ({ trade$: trades({ symbols: ['A'] }) }),
      flow: ({ trade$ }) =>
        trade$.pipe(map(({ price }) => target({ symbol: 'A', quantity: 500 - price, because: `${price}` }))),
    });
    const { entries } = await liveOn({
      pipelines: { holder },
      sources: [memorySource(fall, { series: [{ symbol: 'A', kind: 'trade' }] })],
      rules: realistic,
      meanwhile: (loop) =>
        void loop.say({ kind: 'limits', limits: { maxDrawdownPct: 3 } }, { who: 'me', why: 'test' }),
    });
    expect(entries.filter(({ kind }) => kind === 'latch')).toHaveLength(1);
  });

  it.each(['conflate', 'drop'] as const)(
    'loses the same rows in a replay where its source outruns it and the policy is to %s',
    async (whenFull) => {
      const at = Date.UTC(2024, 0, 2, 14, 30);
      const rows = Array.from({ length: 200 }, (_, index) => {
        const symbol = SYMBOLS[index % 3] ?? 'A';
        const bid = 90 + ((index * 7) % 20);
        return quote({ symbol, at: at + index * 400, bid, ask: bid + 1, bidSize: 100, askSize: 100 });
      });
      const run = { ...wish(rows), settings: { whenFull, queueRows: 8 } };
      const { recording, entries } = await liveOn(run);
      const heard = recording.inputs.filter(({ input }) => input.kind === 'market').length;
      expect(heard).toBeLessThan(rows.length / 2);
      const gaps = entries.filter(
        ({ kind, body }) => kind === 'notice' && 'code' in body && body.code === 'GAP',
      );
      expect(gaps.length > 0).toBe(whenFull === 'drop');
      expect(entries.some(({ kind }) => kind === 'intent')).toBe(true);
      expect(await replayed(run, recording.inputs)).toEqual(recording.lines);
    },
  );

  it('stays up after its last pipeline failed, so that people can give up what it held', async () => {
    const at = Date.UTC(2024, 0, 2, 14, 30);
    const rows = [100, 101, 102, 103, 104, 105].map((price, index) =>
      trade({ symbol: 'A', at: at + index * 1_000, price, size: 1_000 }),
    );
    const brittle = definePipeline({
      name: 'brittle',
      params: z.strictObject({}),
      feeds: () => ({ trade$: trades({ symbols: ['A'] }) }),
      flow: ({ trade$ }) =>
        trade$.pipe(
          map(({ price }) => {
            if (price === 102) throw new Error('broken');
            return target({ symbol: 'A', quantity: 5, because: `${price}` });
          }),
        ),
    });
    let say: LiveLoop['say'] | null = null;
    let heard = (): number => 0;
    const through = (feed: LiveFeed): LiveFeed => {
      const rowByRow = hesitating(feed);
      const next = async (): ReturnType<LiveFeed['next']> => {
        const given = await rowByRow.next();
        if (given?.[0]?.at !== at + 4_000) return given;
        // The start and four rows; a run that ended over the third has no more to say.
        for (let turn = 0; turn < 100 && heard() < 5; turn += 1) await new Promise(setImmediate);
        await say?.({ kind: 'flatten', symbol: null }, { who: 'me', why: 'it failed' }).catch(
          () => undefined,
        );
        return given;
      };
      return { ...rowByRow, next };
    };
    const run: LiveWish = {
      pipelines: { brittle },
      sources: [memorySource(rows, { series: [{ symbol: 'A', kind: 'trade' }] })],
      rules: realistic,
      through,
      meanwhile: (loop, { inputs }) => {
        say = (command, by) => loop.say(command, by);
        heard = () => inputs.length;
      },
    };
    const { entries, recording } = await liveOn(run);
    expect(entries.map(({ kind }) => kind)).toContain('halt');
    expect(entries.flatMap((one) => (one.kind === 'fill' ? [one.body.side] : []))).toEqual(['buy', 'sell']);
    expect(recording.inputs.filter(({ input }) => input.kind === 'market')).toHaveLength(rows.length);
    expect(recording.inputs.at(-1)?.input).toMatchObject({ kind: 'stop', ended: true });
    expect(await replayed(run, recording.inputs)).toEqual(recording.lines);
  });

  it('is told history before it begins, waits for none of it, and decides as the backtest over both', async () => {
    const at = Date.UTC(2024, 0, 2, 14, 30);
    const rows = Array.from({ length: 60 }, (_, index) =>
      trade({ symbol: 'A', at: at + index * 60_000 + 1, price: 100 + ((index * 7) % 11), size: 1_000 }),
    );
    const begin = at + 40 * 60_000;
    const averaging = definePipeline({
      name: 'averaging',
      params: z.strictObject({}),
      warmup: () => ({ bars: 20 }),
      feeds: () => ({ bar$: bars({ symbols: ['A'], every: '1m' }) }),
      flow: ({ bar$ }) =>
        bar$.pipe(
          scan((closes: readonly number[], { close }) => [...closes, close].slice(-21), []),
          map((closes) =>
            target({
              symbol: 'A',
              quantity: closes.reduce((sum, one) => sum + one, 0) % 5,
              because: `${closes.length}`,
            }),
          ),
        ),
    });
    const run: LiveWish = {
      pipelines: { averaging },
      sources: [memorySource(rows, { series: [{ symbol: 'A', kind: 'trade' }] })],
      rules: realistic,
      coverage: { from: begin, to: null },
      speed: 60,
    };
    const hashes = hashing();
    for (const entry of (await play(run)).entries) hashes.add(entry);
    const { digests, entries, passedMs, recording } = await liveOn(run);
    expect(digests.decisionHash).toBe(hashes.digests().decisionHash);
    // All rows stand in the recording; twenty minutes of them were lived through, at sixty times their speed.
    expect(recording.inputs.filter(({ input }) => input.kind === 'market')).toHaveLength(rows.length);
    expect(passedMs).toBeGreaterThan(18_000);
    expect(passedMs).toBeLessThan(21_000);
    const early = entries.filter((entry) => entry.at <= begin);
    expect(early.some((entry) => entry.kind === 'intent' && entry.body.warming)).toBe(true);
    expect(early.some(({ kind }) => kind === 'approval' || kind === 'command')).toBe(false);
    expect(entries.some((entry) => entry.kind === 'fill' && entry.at > begin)).toBe(true);
    expect(await replayed(run, recording.inputs)).toEqual(recording.lines);
  });
});
