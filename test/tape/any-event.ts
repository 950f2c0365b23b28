import fc from 'fast-check';
import { byEventTime } from '../../src/domain/event-order.js';
import type { MarketEvent, Ohlc } from '../../src/domain/market-event.js';
import { byStream } from '../../src/tape/sort/stream-table.js';
import { streamOf } from '../../src/tape/stream.js';

/** Whole microseconds from 1901 to 2099, and some of neighbouring instants, so that rows share one. */
const at = fc.oneof(
  fc.integer({ min: -2_177_452_800_000_000, max: 4_070_908_800_000_000 }).map((micros) => micros / 1000),
  fc.integer({ min: 1_700_000_000_000_000, max: 1_700_000_000_000_005 }).map((micros) => micros / 1000),
);
const number = fc.double({ noNaN: true });
const size = fc.option(fc.double({ min: 0, noNaN: true }));
const symbol = fc.constantFrom('SPY', 'EUR.USD', 'Ä€𝕏', 'a\nb', '');
const ohlc: fc.Arbitrary<Ohlc> = fc.record({ open: number, high: number, low: number, close: number });
const day = fc
  .date({ min: new Date('1850-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
/** -0 has no place in JSON. */
const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));
const times = { symbol, at, happenedAt: at };

const kinds: Readonly<Record<MarketEvent['kind'], fc.Arbitrary<MarketEvent>>> = {
  trade: fc.record({ kind: fc.constant('trade'), ...times, price: number, size }),
  quote: fc.record({
    kind: fc.constant('quote'),
    ...times,
    bid: number,
    ask: number,
    bidSize: size,
    askSize: size,
  }),
  bar: fc
    .record({
      symbol,
      at,
      start: at,
      sessionDate: day,
      volume: size,
      bid: fc.option(ohlc),
      ask: fc.option(ohlc),
    })
    .chain((bar) =>
      fc
        .record({ prices: ohlc, every: fc.constantFrom('1m', '1d', '1mo') })
        .map(({ prices, every }) => ({ kind: 'bar', ...bar, ...prices, every })),
    ),
  status: fc.record({
    kind: fc.constant('status'),
    ...times,
    state: fc.constantFrom('gap', 'halted', 'trading'),
    detail: fc.string({ unit: 'grapheme' }),
  }),
  action: fc.record({
    kind: fc.constant('action'),
    ...times,
    // Beside prices that do not fit it an action would be refused.
    symbol: fc.constantFrom('ACTED', 'Œ\n𝕏'),
    action: fc.constantFrom('split', 'dividend'),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  }),
  event: fc.record({
    kind: fc.constant('event'),
    name: fc.constantFrom('news', 'figures'),
    ...times,
    data: json,
  }),
};

/** The order in which a tape has them. */
export const inOrder = (a: MarketEvent, b: MarketEvent): number =>
  byEventTime(a, b) || byStream(streamOf(a), streamOf(b));

/** Events of any kinds in the declared order. */
export const anyEvents: fc.Arbitrary<readonly MarketEvent[]> = fc
  .uniqueArray(fc.constantFrom(...Object.values(kinds)), { minLength: 1 })
  .chain((chosen) => fc.array(fc.oneof(...chosen), { minLength: 1, maxLength: 60 }))
  .map((events) => events.toSorted(inOrder));
