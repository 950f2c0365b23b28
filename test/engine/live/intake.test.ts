import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MarketEvent } from '../../../src/domain/market-event.js';
import { Intake } from '../../../src/engine/live/intake.js';
import { quote, trade } from '../../../src/testing/index.js';

const SYMBOLS = ['A', 'B', 'C'];

const rowsOf = fc
  .array(fc.record({ symbol: fc.constantFrom(...SYMBOLS), isQuote: fc.boolean() }), { maxLength: 80 })
  .map((list): readonly MarketEvent[] =>
    list.map(({ symbol, isQuote }, index) =>
      isQuote
        ? quote({ symbol, at: index, bid: 100 + index, ask: 101 + index })
        : trade({ symbol, at: index, price: 100 + index }),
    ),
  );

/** What comes out where rows are brought in bursts, and so many are taken between two of them. */
const passed = (
  rows: readonly MarketEvent[],
  {
    whenFull,
    queueRows,
    burst,
    takes,
  }: { whenFull: 'block' | 'conflate' | 'drop' } & Record<'queueRows' | 'burst' | 'takes', number>,
) => {
  const intake = new Intake({ queueRows, whenFull });
  const out: MarketEvent[] = [];
  const take = (): boolean => {
    const row = intake.take();
    if (row) out.push(row);
    return row !== undefined;
  };
  let [put, most] = [0, 0];
  while (put < rows.length) {
    intake.put(rows.slice(put, put + burst));
    put += burst;
    most = Math.max(most, intake.length);
    do for (let count = 0; count < takes; count += 1) take();
    while (intake.isFull && whenFull !== 'drop');
  }
  while (take());
  return { out, most, dropped: intake.dropped };
};

/** Collects what nobody holds. */
const collect = async (): Promise<void> => {
  // What a job has looked at stays until its end.
  await new Promise<void>((resolve) => void setImmediate(resolve));
  setFlagsFromString('--expose-gc');
  // What a new context has of it is not typed.
  (runInNewContext('gc') as () => void)();
};

const world = fc.record({
  queueRows: fc.integer({ min: 1, max: 9 }),
  burst: fc.integer({ min: 1, max: 30 }),
  takes: fc.integer({ min: 1, max: 6 }),
});

describe('rows that wait at the door', () => {
  it('are let go once they are taken, also where some always wait', async () => {
    const intake = new Intake({ queueRows: 1_000, whenFull: 'block' });
    const first = ((): WeakRef<MarketEvent> => {
      const row = trade({ symbol: 'A', at: 0, price: 1 });
      intake.put([row]);
      return new WeakRef(row);
    })();
    const taken: number[] = [];
    for (let at = 1; at < 20_000; at += 1) {
      intake.put([trade({ symbol: 'A', at, price: 1 })]);
      if (intake.length > 500) taken.push(intake.take()?.at ?? Number.NaN);
    }
    expect(taken).toEqual(taken.map((_, index) => index));
    expect(intake.length).toBe(500);
    await collect();
    expect(first.deref()).toBeUndefined();
  });

  it('are all taken, in their order, and never more wait than may and came together, where it holds up', () => {
    fc.assert(
      fc.property(rowsOf, world, (rows, bounds) => {
        const { out, most, dropped } = passed(rows, { ...bounds, whenFull: 'block' });
        expect(out).toEqual(rows);
        expect([most < bounds.queueRows + bounds.burst, dropped]).toEqual([true, 0]);
      }),
    );
  });

  it('lose quotes alone where they are conflated, and of each symbol the newest never', () => {
    fc.assert(
      fc.property(rowsOf, world, (rows, bounds) => {
        const { out, most, dropped } = passed(rows, { ...bounds, whenFull: 'conflate' });
        expect(out.filter(({ kind }) => kind === 'trade')).toEqual(
          rows.filter(({ kind }) => kind === 'trade'),
        );
        expect(rows.filter((row) => out.includes(row))).toEqual(out);
        expect([most < bounds.queueRows + bounds.burst, out.length + dropped]).toEqual([true, rows.length]);
        for (const symbol of SYMBOLS) {
          const newest = (list: readonly MarketEvent[]): MarketEvent | undefined =>
            list.findLast((row) => row.kind === 'quote' && row.symbol === symbol);
          expect(newest(out)).toBe(newest(rows));
        }
      }),
    );
  });

  it('are let go where that is said, and gaps say of each symbol how many, also of one that never comes again', () => {
    fc.assert(
      fc.property(rowsOf, world, (rows, bounds) => {
        const { out, most, dropped } = passed(rows, { ...bounds, whenFull: 'drop' });
        // A gap may stand before the row that found the last place, and gaps of all come when it is empty.
        expect(most).toBeLessThanOrEqual(Math.max(bounds.queueRows + 1, SYMBOLS.length));
        let told = 0;
        for (const symbol of SYMBOLS) {
          const own = out.filter((row) => row.symbol === symbol);
          const missing = own.reduce(
            (sum, row) => sum + (row.kind === 'status' ? Number.parseInt(row.detail, 10) : 0),
            0,
          );
          const heard = own.filter(({ kind }) => kind !== 'status').length;
          expect(heard + missing).toBe(rows.filter((row) => row.symbol === symbol).length);
          told += missing;
        }
        expect(told).toBe(dropped);
        expect(out.map(({ at }) => at)).toEqual(out.map(({ at }) => at).toSorted((a, b) => a - b));
      }),
    );
  });
});
