import fc from 'fast-check';
import type { MarketEvent, Ohlc } from '../../../../src/domain/market-event.js';

/** Whole microseconds from 1970 to 2099. */
const at = fc.integer({ min: 0, max: 4_070_908_800_000_000 }).map((micros) => micros / 1000);
const price = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
const size = fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }).map((value) => value + 0));
const symbol = fc.constantFrom('SPY', 'EUR.USD', 'Ä€𝕏', 'a"\n\\b');
const times = fc.oneof(
  at.map((instant) => ({ at: instant, happenedAt: instant })),
  fc.record({ at, happenedAt: at }),
);
const ohlc: fc.Arbitrary<Ohlc> = fc
  .tuple(price, price, price, price)
  .map((prices) => [...prices].sort((a, b) => a - b))
  .chain(([low = 0, a = 0, b = 0, high = 0]) =>
    fc.constantFrom({ open: a, high, low, close: b }, { open: b, high, low, close: a }),
  );
/** -0 has no place in JSON. */
const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));

const quote = fc.record({ symbol, bid: price, ask: price, bidSize: size, askSize: size });
const trade = fc.record({ symbol, price, size });
const bar = fc.record({
  symbol,
  sessionDate: fc.constantFrom('1999-12-31', '2024-02-29'),
  every: fc.constantFrom('1m', '1d', '1mo'),
  volume: size,
  bid: fc.option(ohlc),
  ask: fc.option(ohlc),
});
const status = fc.record({
  symbol,
  state: fc.constantFrom('gap' as const, 'halted' as const, 'trading' as const),
  detail: fc.string({ unit: 'grapheme' }),
});
const action = fc.record({
  symbol,
  action: fc.constantFrom('split' as const, 'dividend' as const),
  value: price,
});
const named = fc.record({
  symbol: fc.oneof(symbol, fc.constant('')),
  name: fc.constantFrom('news', 'figures'),
  data: json,
});

/** An event of any kind as a source may have it. */
export const validEvent: fc.Arbitrary<MarketEvent> = fc.oneof(
  fc.tuple(quote, times).map(([said, when]) => ({ kind: 'quote' as const, ...said, ...when })),
  fc.tuple(trade, times).map(([said, when]) => ({ kind: 'trade' as const, ...said, ...when })),
  fc.tuple(bar, ohlc, at, fc.integer({ min: 1, max: 1e9 })).map(([said, prices, end, lengthMs]) => ({
    kind: 'bar' as const,
    ...said,
    ...prices,
    at: end,
    start: end - lengthMs,
  })),
  fc.tuple(status, times).map(([said, when]) => ({ kind: 'status' as const, ...said, ...when })),
  fc.tuple(action, times).map(([said, when]) => ({ kind: 'action' as const, ...said, ...when })),
  fc.tuple(named, times).map(([said, when]) => ({ kind: 'event' as const, ...said, ...when })),
);
