import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MarketEvent } from 'millrace';
import { bar, trade } from 'millrace/testing';
import { BarMaker, type DueBar } from '../../../src/engine/bars/bar-maker.js';
import { bucketsOf } from '../../../src/engine/bars/bucket.js';
import type { SeriesPlan } from '../../../src/engine/bars/series-plan.js';
import { minute } from '../minute-bars.js';

const SECOND = 1_000;

const plan = (symbol: string, more: Pick<SeriesPlan, 'from' | 'empty' | 'graceMs'>): SeriesPlan => ({
  series: 'bar:5m',
  symbol,
  every: '5m',
  everyMs: 300_000,
  buckets: bucketsOf({ every: '5m', align: null, calendar: null, timeZone: 'UTC', dateZone: 'UTC' }),
  price: 'trade',
  closed: 'left',
  dateZone: 'UTC',
  reopens: null,
  ...more,
});

interface Made {
  readonly bars: readonly DueBar[];
  readonly late: number;
}

/** Bars as a wall's clock makes them: each is over when its time has come, whatever row comes next. */
const made = (maker: BarMaker, events: readonly MarketEvent[], end: number): Made => {
  const bars: DueBar[] = [];
  let late = 0;
  const until = (at: number): void => {
    for (;;) {
      const next = Math.min(maker.nextEarly(), maker.nextLate());
      if (next >= at) return;
      bars.push(
        ...(maker.nextEarly() <= maker.nextLate() ? maker.close(next, false) : maker.close(next, true)),
      );
    }
  };
  for (const event of events) {
    until(event.at);
    late += maker.add(event).length;
  }
  until(end);
  return { bars, late };
};

const inOrder = (events: readonly MarketEvent[]): readonly MarketEvent[] =>
  [...events].sort((a, b) => a.at - b.at);

/** What happened in two symbols, and how long each of it was on its way, at most so long. */
const anyRows = (from: 'trades' | 'bars', graceMs: number) =>
  fc.array(
    fc.record({
      symbol: fc.constantFrom('A', 'B'),
      place: fc.integer({ min: 0, max: from === 'bars' ? 40 : 40 * 60 }),
      delayMs: fc.integer({ min: 0, max: graceMs }),
      price: fc.integer({ min: 1, max: 99 }),
    }),
    { minLength: 1, maxLength: 60 },
  );

describe('bars that wait a while after their end', () => {
  it.each(['trades', 'bars'] as const)(
    'are those of %s that were not on their way at all, that while later, and nothing is late',
    (kind) => {
      const cases = fc
        .constantFrom(1, 250, 59 * SECOND, 400 * SECOND)
        .chain((graceMs) =>
          fc.tuple(
            fc.constant(graceMs),
            anyRows(kind, graceMs),
            fc.constantFrom('none' as const, 'previous' as const),
          ),
        );
      fc.assert(
        fc.property(cases, ([graceMs, rows, empty]) => {
          const places = new Map(rows.map((row) => [`${row.symbol}${row.place}`, row]));
          const happened = [...places.values()].map(({ symbol, place, price, delayMs }) => {
            const at = kind === 'bars' ? minute(place + 1) : minute(0) + place * SECOND + 1;
            const event =
              kind === 'bars'
                ? bar({ symbol, every: '1m', start: minute(place), close: price })
                : trade({ symbol, at, price });
            return { event, delayMs };
          });
          const from = kind === 'bars' ? { every: '1m' } : kind;
          const makerOf = (ms: number) =>
            new BarMaker(['A', 'B'].map((symbol) => plan(symbol, { from, empty, graceMs: ms })));
          const atOnce = made(makerOf(0), inOrder(happened.map(({ event }) => event)), minute(60));
          let newest = 0;
          // A stream does not overtake itself.
          const onItsWay = [...happened]
            .sort((a, b) => a.event.at - b.event.at)
            .map(({ event, delayMs }) => {
              newest = Math.max(newest, event.at + delayMs);
              return { ...event, at: newest };
            });
          const waited = made(makerOf(graceMs), onItsWay, minute(60) + graceMs);
          const later = ({ bar, ...rest }: DueBar) => ({ ...rest, bar: { ...bar, at: bar.at + graceMs } });
          expect(waited.bars).toEqual(atOnce.bars.map(later));
          expect(waited.late).toBe(0);
        }),
      );
    },
  );

  it('do not wait longer: what comes then is late', () => {
    const maker = new BarMaker([plan('A', { from: 'trades', empty: 'none', graceMs: 250 })]);
    const rows = [
      trade({ symbol: 'A', at: minute(1), price: 1 }),
      trade({ symbol: 'A', at: minute(5) + 249, happenedAt: minute(4), price: 2 }),
      trade({ symbol: 'A', at: minute(5) + 251, happenedAt: minute(4), price: 3 }),
    ];
    const { bars, late } = made(maker, rows, minute(10));
    expect(bars.map(({ bar: { at, high } }) => [at, high])).toEqual([[minute(5) + 250, 2]]);
    expect(late).toBe(1);
  });
});
