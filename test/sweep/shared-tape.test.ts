import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { shareSources } from '../../src/sweep/share-sources.js';
import { sharedSource } from '../../src/sweep/shared-source.js';
import type { SharedTape } from '../../src/sweep/shared-tape.js';
import { BATCH_ROWS } from '../../src/tape/rows.js';
import { bar } from '../../src/testing/bar.js';
import { eventsSource } from '../../src/testing/events-source.js';
import { trade } from '../../src/testing/trade.js';
import { anyEvents } from '../tape/any-event.js';

const NO_LIMIT = { bytesMax: Number.MAX_SAFE_INTEGER };

const eventsIn = async (tape: SharedTape, from = Number.NEGATIVE_INFINITY): Promise<MarketEvent[]> => {
  const events: MarketEvent[] = [];
  for await (const chunk of sharedSource(tape, from).rows()) events.push(...chunk);
  return events;
};

/** What a worker would be given, through the very copy that threads make. */
const sent = (tape: SharedTape): SharedTape => structuredClone(tape);

describe('a tape in shared memory', () => {
  it('gives every event back as it was, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, async (events) => {
        const tape = sent(await shareSources([eventsSource(events)], NO_LIMIT));
        expect(tape.rows).toBe(events.length);
        expect(await eventsIn(tape)).toEqual(events);
        // Read once more, now as columns where its rows are nothing but numbers.
        const source = sharedSource(tape, Number.NEGATIVE_INFINITY);
        expect(await eventsIn(await shareSources([source], NO_LIMIT))).toEqual(events);
      }),
      { numRuns: 50 },
    );
  });

  it('gives from an instant on what does not begin before it', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.nat(), async (made, place) => {
        // What begins after its own end is read nowhere.
        const events = made.map((event) =>
          event.kind === 'bar' ? { ...event, start: Math.min(event.start, event.at) } : event,
        );
        const chosen = events[place % events.length];
        const from = chosen?.kind === 'bar' ? chosen.start : (chosen?.at ?? 0);
        const tape = await shareSources([eventsSource(events)], NO_LIMIT);
        const later = events.filter((event) => (event.kind === 'bar' ? event.start : event.at) >= from);
        const isPriced = (symbol: string, before: number): boolean =>
          later.slice(0, before).some((event) => event.symbol === symbol && event.kind !== 'action');
        const wanted = later.filter(({ kind, symbol }, at) => kind !== 'action' || isPriced(symbol, at));
        expect(await eventsIn(tape, from)).toEqual(wanted);
        // The tape itself is as it was, for the next set.
        expect(await eventsIn(tape)).toEqual(events);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same memory for whoever it is sent to', async () => {
    const tape = await shareSources([eventsSource([bar({ close: 1 }), trade({ price: 2 })])], NO_LIMIT);
    const copy = sent(tape);
    const [ours, theirs] = [tape.segments[0]?.columns.close, copy.segments[0]?.columns.close];
    theirs?.fill(7);
    expect(ours?.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...(ours ?? [])]).toEqual([7, 7]);
  });

  it('holds rows of many segments, merged from several sources, and counts their bytes', async () => {
    const trades = (symbol: string, count: number): MarketEvent[] =>
      Array.from({ length: count }, (_, index) =>
        trade({ symbol, at: index, happenedAt: index, price: index, size: 1 }),
      );
    const [a, b] = [trades('A', BATCH_ROWS), trades('B', BATCH_ROWS + 10)];
    const tape = await shareSources([eventsSource(a), eventsSource(b)], NO_LIMIT);
    const rows = 2 * BATCH_ROWS + 10;
    expect(tape.segments.map((segment) => segment.rows)).toEqual([BATCH_ROWS, BATCH_ROWS, 10]);
    // at, price and size are 8 bytes each, the stream is 2; happenedAt is at, and takes none.
    expect({ rows: tape.rows, bytes: tape.bytes }).toEqual({ rows, bytes: rows * 26 });
    const events = await eventsIn(tape);
    expect(events.filter(({ symbol }) => symbol === 'A')).toEqual(a);
    expect(events.filter(({ symbol }) => symbol === 'B')).toEqual(b);
  });

  it('refuses rows that need more than they may', async () => {
    const source = eventsSource([trade({ at: 0, happenedAt: 0, size: 1 })]);
    await expect(shareSources([source], { bytesMax: 25 })).rejects.toThrow('after 1 rows 1 MB are taken');
    expect((await shareSources([source], { bytesMax: 26 })).rows).toBe(1);
  });

  it('refuses splits of one symbol from two sources, as a backtest does', async () => {
    const source = { ...eventsSource([bar({})]), series: [{ symbol: 'X', kind: 'action' as const }] };
    await expect(shareSources([source, { ...source, uri: 'test:other' }], NO_LIMIT)).rejects.toThrow(
      'the splits and dividends of X come from test:events and from test:other',
    );
    const adjusted = {
      ...eventsSource([bar({ symbol: 'X' })]),
      uri: 'test:adjusted',
      adjusted: 'total' as const,
    };
    await expect(shareSources([source, adjusted], NO_LIMIT)).rejects.toThrow(
      'the splits and dividends of X come from test:events and from test:adjusted',
    );
  });
});
