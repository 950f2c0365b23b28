import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { readBatches } from '../../src/tape/read-batches.js';
import { openTape } from '../../src/tape/tape-file.js';
import type { TapeMeta } from '../../src/tape/tape-meta.js';
import { scratchFolder } from '../sources/source-fixture.js';
import { anyEvents, inOrder } from './any-event.js';
import { written } from './written.js';

const write = scratchFolder();

const sorted = async (
  events: readonly MarketEvent[],
  options: { runRows?: number; silencesZeros?: boolean },
): Promise<{ readonly events: readonly MarketEvent[]; readonly meta: TapeMeta }> => {
  const path = write('sorted.tape', '');
  const meta = await written(path, events, options);
  const tape = openTape(path);
  const read: MarketEvent[] = [];
  for await (const batch of readBatches(tape, { first: 0, end: tape.meta.batches.length })) {
    for (let row = 0; row < batch.rows; row += 1) read.push(batch.event(row));
  }
  return { events: read, meta };
};

const shuffled = anyEvents.chain((events) =>
  fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
);

describe('TapeSorter', () => {
  it('puts rows into the declared order, those of one stream and instant as they came', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, fc.constantFrom(2, 5, 16, 1000), async (events, runRows) => {
        expect((await sorted(events, { runRows })).events).toEqual(events.toSorted(inOrder));
      }),
      { numRuns: 100 },
    );
  });

  it('tells neighbouring microseconds apart, however long ago the first row is', async () => {
    const trade = (symbol: string, micros: number): MarketEvent => {
      const at = micros / 1000;
      return { kind: 'trade', symbol, at, happenedAt: at, price: 1, size: 1 };
    };
    for (let step = 0; step < 50; step += 1) {
      const now = 1_700_000_000_000_000 + step;
      // By its symbol the later one would come first.
      const events = [trade('B', now), trade('A', now + 1), trade('C', -2_177_452_799_960_405 + 7 * step)];
      const { events: read } = await sorted(events, {});
      expect(read.map(({ symbol }) => symbol)).toEqual(['C', 'B', 'A']);
    }
  });

  it('comes to the same content, whatever the order and however many runs it took', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.constantFrom(2, 7, 1000), async (events, runRows) => {
        const one = await sorted(events, {});
        const other = await sorted(events, { runRows });
        expect(other.meta.contentHash).toBe(one.meta.contentHash);
        expect(other.meta.streams).toEqual(one.meta.streams);
      }),
      { numRuns: 40 },
    );
  });

  it('takes a size that a stream never says more of than 0 for unknown', async () => {
    const trade = (symbol: string, at: number, size: number): MarketEvent => {
      return { kind: 'trade', symbol, at, happenedAt: at, price: 1, size };
    };
    const events = [trade('A', 1000, 0), trade('B', 2000, 0), trade('A', 3000, 0), trade('B', 4000, 5)];
    const sizes = (read: readonly MarketEvent[]): unknown =>
      read.map((event) => 'size' in event && event.size);
    expect(sizes((await sorted(events, { silencesZeros: true })).events)).toEqual([null, 0, null, 5]);
    expect(sizes((await sorted(events, { silencesZeros: false })).events)).toEqual([0, 0, 0, 5]);
  });
});
