import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadConfig } from '../../../../config/load.js';
import type { Config } from '../../../../config/schema.js';
import { recordDecoder } from '../../../../src/sources/kafka/codec/record-decoder.js';
import { RowBuffer } from '../../../../src/sources/kafka/codec/row-buffer.js';
import type { TopicMapping } from '../../../../src/sources/kafka/mapping/topic-mapping.js';
import { rowEvent } from '../../../../src/tape/row-event.js';
import { recordOf, type TestRecord } from '../codec/record-of.js';

const theirs: TopicMapping = {
  kind: 'quote',
  time: { path: 'meta.ts', unit: 'us', as: 'text' },
  symbol: { path: 's' },
  bid: { path: 'book.0.px', as: 'text' },
  ask: { path: 'book.1.px', as: 'text' },
  askSize: { path: 'book.1.qty', as: 'number' },
};
const trades: TopicMapping = {
  kind: 'trade',
  time: { path: 't', unit: 'ms', as: 'number' },
  symbol: { fromKey: true },
  price: { path: 'p', as: 'number' },
};

const decoded = (mapping: TopicMapping, record: TestRecord): unknown => {
  const buffer = new RowBuffer(1);
  const reason = recordDecoder({ topic: 'theirs', mapping }, buffer).decode(recordOf(record));
  const stream = buffer.streams[buffer.rows.stream[0] ?? 0];
  if (reason === null && stream) return rowEvent(buffer.rows, 0, stream);
  expect(buffer.rows.count).toBe(0);
  return reason;
};

const at = 1_399_266_000_123.456;
const quote = {
  meta: { ts: '1399266000123456', venue: { id: [1, 2] } },
  s: 'EUR.USD',
  book: [{ px: '1.3871' }, { px: '1.3872', qty: 5 }],
};

describe("a mapping of somebody else's JSON", () => {
  it('finds what an event is made of, however deep and whatever stands beside it', () => {
    expect(decoded(theirs, { value: JSON.stringify(quote) })).toEqual({
      kind: 'quote',
      symbol: 'EUR.USD',
      at,
      happenedAt: at,
      bid: 1.3871,
      ask: 1.3872,
      bidSize: null,
      askSize: 5,
    });
  });

  it('takes the symbol of the key, or one for all', () => {
    const value = '{"t":1399266000000,"p":1.5}';
    expect(decoded(trades, { value, key: 'GOOG' })).toMatchObject({ symbol: 'GOOG', price: 1.5, size: null });
    expect(decoded({ ...trades, symbol: { constant: 'SPY' } }, { value })).toMatchObject({ symbol: 'SPY' });
    expect(decoded(trades, { value })).toBe('it has no key, and the symbol is the key');
    const escaped = { ...trades, symbol: { path: 's' } };
    expect(decoded(escaped, { value: '{"t":1399266000000,"p":1,"s":"A\\u00e4"}' })).toMatchObject({
      symbol: 'Aä',
    });
  });

  it.each([
    ['s', 1_399_266_000.123456, at],
    ['ms', at, at],
    ['us', 1_399_266_000_123_456, at],
    ['ns', 1_399_266_000_123_456_000, at],
  ] as const)('reads a time in %s to the microsecond', (unit, t, expected) => {
    const mapping = { ...trades, time: { path: 't', unit, as: 'number' } } as const;
    expect(decoded(mapping, { value: JSON.stringify({ t, p: 1 }), key: 'A' })).toMatchObject({
      at: expected,
    });
  });

  it('reads a time in ISO 8601 with its zone, or takes that of the record', () => {
    const iso = { ...trades, time: { path: 't', unit: 'iso', as: 'text' } } as const;
    const value = '{"t":"2014-05-05T07:00:00.123456+02:00","p":1}';
    expect(decoded(iso, { value, key: 'A' })).toMatchObject({ at });
    const ofRecord = { ...trades, time: { ofRecord: true } } as const;
    expect(decoded(ofRecord, { value, key: 'A', timestamp: 1_399_266_000_123 })).toMatchObject({
      at: 1_399_266_000_123,
    });
    expect(decoded(ofRecord, { value, key: 'A' })).toBe(
      'its time lies before 1971: is the unit of the mapping right?',
    );
  });

  it('is right for every number that JSON writes, as number and as text', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-300, noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        (price, isText) => {
          const mapping = { ...trades, price: { path: 'p', as: isText ? 'text' : 'number' } } as const;
          const p = isText ? String(price) : price;
          const value = JSON.stringify({ p, t: 1_399_266_000_000 });
          expect(decoded(mapping, { value, key: 'A' })).toMatchObject({ price });
        },
      ),
    );
  });

  it.each([
    ['{"t":1399266000000,"p":1.5', 'its value is no JSON from byte 26 on'],
    ['{"t":1399266000000,"p":"1.5"}', "p is '1.5', no number"],
    ['{"t":1399266000000,"p":{}}', 'p is {}, no number'],
    ['{"t":1399266000000}', 'p is missing'],
    ['{"t":1399266000000,"p":null}', 'p is missing'],
    ['{"t":1399266000000,"p":-1}', 'p is -1, a negative price'],
    ['{"p":1}', 'its time is missing'],
    ['{"t":1399266000,"p":1}', 'its time lies before 1971: is the unit of the mapping right?'],
  ])('leaves out %s with the reason', (value, reason) => {
    expect(decoded(trades, { value, key: 'A' })).toBe(reason);
  });

  it('leaves out what happened long after it was written down', () => {
    const value = '{"t":9999999999999,"p":1}';
    expect(decoded(trades, { value, key: 'A', timestamp: 1_399_266_000_000 })).toBe(
      'its time lies more than a day after that of its record: is it of another unit?',
    );
  });

  describe('with bars', () => {
    const place = (path: string) => ({ path, as: 'number' }) as const;
    const ohlc = { open: place('o'), high: place('h'), low: place('l'), close: place('c') };
    const bars: TopicMapping = { ...trades, kind: 'bar', every: '1m', ...ohlc, volume: place('v') };
    const { price: _price, ...minutes } = bars as TopicMapping & { price: unknown };
    const t = Date.UTC(2014, 4, 5, 13, 30);
    const value = JSON.stringify({ t, o: 1.5, h: 2, l: 1, c: 1.75, v: 900 });
    const known = { kind: 'bar', symbol: 'A', open: 1.5, high: 2, low: 1, close: 1.75, bid: null, ask: null };

    it('is known at their end, whichever end their time stands for', () => {
      const minute = { ...known, every: '1m', sessionDate: '2014-05-05', volume: 900 };
      expect(decoded(minutes, { value, key: 'A' })).toEqual({ ...minute, start: t, at: t + 60_000 });
      const byEnd = { ...minutes, stamp: 'end' } as const;
      expect(decoded(byEnd, { value, key: 'A' })).toEqual({ ...minute, start: t - 60_000, at: t });
    });

    it('has days of a zone, also those on which its clocks change', () => {
      const days = { ...minutes, every: '1d', tz: 'America/New_York' };
      // The ninth of March 2014 had 23 hours there.
      const start = Date.UTC(2014, 2, 9, 5);
      const day = JSON.stringify({ t: start, o: 1.5, h: 2, l: 1, c: 1.75 });
      expect(decoded(days, { value: day, key: 'A' })).toEqual({
        ...known,
        every: '1d',
        start,
        at: start + 23 * 3_600_000,
        sessionDate: '2014-03-09',
        volume: null,
      });
      const late = JSON.stringify({ t: Date.UTC(2014, 2, 10, 1), o: 1.5, h: 2, l: 1, c: 1.75 });
      const evening = { ...minutes, tz: 'America/New_York' };
      expect(decoded(evening, { value: late, key: 'A' })).toMatchObject({ sessionDate: '2014-03-09' });
    });

    it.each([
      [{ o: 1.5, h: 2, l: 1 }, 'c is missing'],
      [{ o: 1.5, h: 2, l: 3, c: 1 }, 'high 2 is below low 3'],
      [{ o: 1.5, h: 2, l: 1, c: 2.5 }, 'close 2.5 lies outside low 1 to high 2'],
      [{ o: 1.5, h: 2, l: 1, c: 1, v: -1 }, 'v is -1, a negative size'],
    ])('leaves out %j with the reason', (prices, reason) => {
      expect(decoded(minutes, { value: JSON.stringify({ t, ...prices }), key: 'A' })).toBe(reason);
    });

    it('leaves out a month that is none', () => {
      expect(decoded({ ...minutes, every: '1mo' }, { value, key: 'A' })).toBe(
        'its time is a month that does not begin at 00:00 in UTC',
      );
    });
  });

  it('leaves our own records as they are', () => {
    const headers = { schema: 'millrace-event/1.0', 'content-type': 'application/json' };
    const value = '{"kind":"trade","symbol":"SPY","at":"2014-05-05T05:00:00.000Z","price":7}';
    expect(decoded(trades, { value, headers })).toMatchObject({ symbol: 'SPY', price: 7 });
  });
});

describe('a mapping in the settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-mapping-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const settings = (...lines: readonly string[]): Config['kafka'] => {
    const path = join(folder, 'mapping.yaml');
    writeFileSync(
      path,
      ['kafka:', '  mappings:', '    ticks.eu:', ...lines.map((line) => `      ${line}`)].join('\n'),
    );
    return loadConfig({ mode: 'backtest', files: [path] }).config.kafka;
  };
  const [time, symbol] = ['time: { path: t, unit: ms }', 'symbol: { fromKey: true }'];
  const OHLC = ['open', 'high', 'low', 'close'].map((name) => `${name}: { path: ${name} }`);

  it('says what the decoder reads', () => {
    const { mappings } = settings('kind: trade', time, symbol, 'price: { path: p }');
    expect(mappings['ticks.eu']).toEqual(trades);
  });

  it.each([
    [['kind: trade', time, symbol], 'kafka.mappings.ticks.eu.price is missing: a trade has one'],
    [
      ['kind: trade', time, 'price: { path: p }'],
      'kafka.mappings.ticks.eu.symbol is missing: it takes one of',
    ],
    [
      ['kind: trade', time, symbol, 'price: { path: p }', 'bid: { path: b }'],
      'kafka.mappings.ticks.eu.bid means nothing to a trade, which has price, size',
    ],
    [
      ['kind: trade', 'time: { path: t, unit: weeks }', symbol, 'price: { path: p }'],
      'kafka.mappings.ticks.eu.time',
    ],
    [['kind: candle', time, symbol], 'kafka.mappings.ticks.eu.kind must be one of trade, quote, bar'],
    [['kind: bar', time, symbol, ...OHLC], 'kafka.mappings.ticks.eu.every is missing: a bar has one'],
    [
      ['kind: bar', 'every: 1 day', time, symbol, ...OHLC],
      'kafka.mappings.ticks.eu.every must be a length such as 1s 5m 1h 1d 1w 1mo',
    ],
    [
      ['kind: trade', time, symbol, 'price: { path: p }', 'tz: UTC'],
      'kafka.mappings.ticks.eu.tz means nothing to a trade, which has price, size',
    ],
  ])('is refused as %j', (lines, reason) => {
    expect(() => settings(...lines)).toThrow(reason);
  });
});
