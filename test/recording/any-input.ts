import fc from 'fast-check';
import type { Input, Stamped } from '../../src/domain/input.js';
import type { MarketEvent, Ohlc } from '../../src/domain/market-event.js';

const BEGIN = Date.UTC(2024, 0, 2);

/** Fractions of a millisecond: whole microseconds mostly, and some that no column of them holds. */
const fraction = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 999 }).map((micros) => micros / 1000) },
  { weight: 1, arbitrary: fc.constantFrom(0.0001, 1 / 3) },
);
const happenedAt = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.integer({ min: -1e13, max: 1e13 }), fraction).map(([a, b]) => a + b) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e300, 0.001, -0.5, 8.64e15) },
);
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 0.1, 5e-324),
);
const size = fc.option(number);
const symbol = fc.oneof(
  fc.constantFrom('SPY', 'EUR.USD', 'Ä€𝕏', 'a\nb', '', '\ud800', '"\\'),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const ohlc: fc.Arbitrary<Ohlc> = fc.record({ open: number, high: number, low: number, close: number });
const sessionDate = fc
  .date({ min: new Date('1850-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const every = fc.constantFrom('1m', '1d', '1mo');
const json = fc.oneof(fc.jsonValue(), fc.constantFrom({ a: [-0, null, { '': '\ud800\n' }] }, undefined));
const times = { symbol, at: fc.constant(0), happenedAt };

const event: fc.Arbitrary<MarketEvent> = fc.oneof(
  fc.record({ kind: fc.constant('trade' as const), ...times, price: number, size }),
  fc.record({
    kind: fc.constant('quote' as const),
    ...times,
    bid: number,
    ask: number,
    bidSize: size,
    askSize: size,
  }),
  fc
    .record({ symbol, at: fc.constant(0), start: happenedAt, sessionDate, every, volume: size })
    .chain((bar) =>
      fc
        .record({ prices: ohlc, bid: fc.option(ohlc), ask: fc.option(ohlc) })
        .map(({ prices, ...sides }) => ({ kind: 'bar' as const, ...bar, ...prices, ...sides })),
    ),
  fc.record({
    kind: fc.constant('status' as const),
    ...times,
    state: fc.constantFrom('gap', 'halted', 'trading'),
    detail: fc.string({ unit: 'binary' }),
  }),
  fc.record({
    kind: fc.constant('action' as const),
    ...times,
    action: fc.constantFrom('split', 'dividend'),
    value: number,
  }),
  fc.record({
    kind: fc.constant('event' as const),
    name: fc.constantFrom('news', 'é'),
    ...times,
    data: json,
  }),
);

const place = fc.oneof(fc.nat(), fc.maxSafeNat());
const origin = fc.record({ partition: fc.nat(), offset: place, row: fc.nat(), settled: place });

const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 6, arbitrary: event.map((event) => ({ kind: 'market' as const, event })) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('market' as const), event, origin }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'wake' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ who: fc.string({ unit: 'binary' }), why: fc.string() }).map(({ who, why }) => ({
      kind: 'operator' as const,
      command: { kind: 'limits' as const, limits: { maxOrderQuantity: -0 } },
      who,
      why,
    })),
  },
  {
    weight: 1,
    arbitrary: number.map((quantity) => ({
      kind: 'broker' as const,
      event: {
        kind: 'snapshot' as const,
        request: 1,
        orders: [],
        executions: [],
        positions: [{ symbol: 'A\u2028', quantity }],
      },
    })),
  },
);

/** Inputs as they come through the door; their serials go on from where it stands. */
export const anyInputs = (
  maxLength: number,
  minLength = 1,
): fc.Arbitrary<(before: Before) => readonly Stamped[]> =>
  fc
    .array(fc.record({ input, passed: fc.integer({ min: 0, max: 3 }), fraction }), {
      minLength,
      maxLength,
      size: 'max',
    })
    .map((drawn) => (before) => {
      let { serial, at } = before;
      return drawn.map(({ input, passed, fraction }) => {
        serial += 1;
        at = Math.max(at, Math.floor(at) + passed + fraction);
        return { serial, at, input: input.kind === 'market' ? stamped(input, at) : input };
      });
    });

/** Where the door stands. */
export interface Before {
  readonly serial: number;
  readonly at: number;
}

/** Where it begins. */
export const begin: Before = { serial: 0, at: BEGIN };

/** So many inputs of all kinds from the beginning on, the same for every run of the tests. */
export const someInputs = (count: number): readonly Stamped[] =>
  fc.sample(anyInputs(count, count), { numRuns: 1, seed: 7 }).flatMap((of) => of(begin));

const stamped = (market: Extract<Input, { kind: 'market' }>, at: number): Input => ({
  ...market,
  event: { ...market.event, at },
});
