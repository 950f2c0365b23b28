import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { usShare } from '../../src/domain/instrument.js';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { openSource } from '../../src/sources/open-source.js';
import type { Source } from '../../src/sources/source.js';
import { RowsHash } from '../../src/tape/rows-hash.js';
import { cutBatches } from '../hashes/cut-batches.js';
import { scratchFolder } from '../sources/source-fixture.js';
import { anyEvents } from './any-event.js';
import { written } from './written.js';

const write = scratchFolder();
const path = write('hashed.tape', '');

const hashOf = (events: readonly MarketEvent[], chunkRows = events.length): string => {
  const hash = new RowsHash();
  for (let from = 0; from < events.length; from += chunkRows)
    hash.events(events.slice(from, from + chunkRows));
  return hash.digest();
};

const hashOfBatches = async ({ series, batches }: Source): Promise<string> => {
  const hash = new RowsHash();
  if (batches) for await (const batch of batches()) hash.batch(batch, series);
  return hash.digest();
};

const taped = async (events: readonly MarketEvent[]): Promise<Source> => {
  await written(path, events);
  return openSource(`tape:${path}`, { instrument: usShare });
};

describe('RowsHash', () => {
  it('is the same of rows as events, as columns and of the whole tape, in whatever pieces they come', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.integer({ min: 1, max: 9 }), async (events, pieceRows) => {
        const source = await taped(events);
        const hash = hashOf(events);
        expect(hashOf(events, pieceRows)).toBe(hash);
        expect(await hashOfBatches(source)).toBe(hash);
        expect(await hashOfBatches(cutBatches(source, pieceRows))).toBe(hash);
        expect(source.contentHash).toBe(hash);
      }),
      { numRuns: 30 },
    );
  });

  it('knows nothing of a tape but its rows: of a range and a symbol it is that of those rows alone', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.nat(), async (events, place) => {
        await taped(events);
        const { at = 0, symbol = '' } = events[place % events.length] ?? {};
        const world = { instrument: usShare, from: at };
        const part = await openSource(
          `tape:${path}${symbol === '' ? '' : `?symbol=${encodeURIComponent(symbol)}`}`,
          world,
        );
        const rows: MarketEvent[] = [];
        for await (const chunk of part.rows()) rows.push(...chunk);
        expect(await hashOfBatches(part)).toBe(hashOf(rows));
        if (part.contentHash !== undefined) expect(part.contentHash).toBe(hashOf(rows));
      }),
      { numRuns: 30 },
    );
  });

  it('is another one when anything in a row is another, or a row is gone, or two have changed places', () => {
    const changed = anyEvents.chain((events) =>
      fc.record({
        events: fc.constant(events),
        place: fc.nat({ max: events.length - 1 }),
        key: fc.nat(),
        value: fc.oneof(fc.double({ noNaN: true }), fc.string({ minLength: 1 })),
      }),
    );
    fc.assert(
      fc.property(changed, ({ events, place, key, value }) => {
        const event = events[place];
        if (!event) return;
        const keys = Object.keys(event).filter((name) => isLike(event, name, value));
        const name = keys[key % Math.max(1, keys.length)];
        const other = name === undefined ? event : { ...event, [name]: value };
        const hash = hashOf(events);
        if (JSON.stringify(other) !== JSON.stringify(event))
          expect(hashOf(events.with(place, other))).not.toBe(hash);
        expect(hashOf(events.toSpliced(place, 1))).not.toBe(hash);
        const [first, second] = [events[place], events[place + 1]];
        if (first && second && JSON.stringify(first) !== JSON.stringify(second))
          expect(hashOf(events.with(place, second).with(place + 1, first))).not.toBe(hash);
      }),
      { numRuns: 300 },
    );
  });
});

/** Whether a value of that sort may stand there. */
const isLike = (event: MarketEvent, name: string, value: unknown): boolean => {
  if (name === 'kind' || name === 'sessionDate') return false;
  const before: unknown = Object.entries(event).find(([key]) => key === name)?.[1];
  return typeof before === typeof value;
};
