import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MarketEvent } from '../../../../src/domain/market-event.js';
import { encodeArrow } from '../../../../src/sources/kafka/codec/arrow/encode-arrow.js';
import { recordDecoder } from '../../../../src/sources/kafka/codec/record-decoder.js';
import { RowBuffer } from '../../../../src/sources/kafka/codec/row-buffer.js';
import { putEvent } from '../../../../src/tape/put-event.js';
import { rowEvent } from '../../../../src/tape/row-event.js';
import { streamOf } from '../../../../src/tape/stream.js';
import { inOrder } from '../../../tape/any-event.js';
import { recordOf } from './record-of.js';
import { validEvent } from './valid-event.js';

const headers = {
  schema: 'millrace-event/1.0',
  'content-type': 'application/vnd.apache.arrow.stream',
  'millrace-seq': '12',
};

const encoded = (events: readonly MarketEvent[]): Buffer => {
  const buffer = new RowBuffer(events.length);
  for (const event of events) putEvent(buffer.reserve(1), event, buffer.place(streamOf(event)));
  return encodeArrow(buffer.rows, buffer.streams);
};

const eventsIn = ({ rows, streams }: RowBuffer): unknown[] =>
  Array.from({ length: rows.count }, (_, row) => {
    const stream = streams[rows.stream[row] ?? -1];
    return stream && rowEvent(rows, row, stream);
  });

const ofOneSymbol = fc
  .array(validEvent, { minLength: 1, maxLength: 30 })
  .map((events) => events.map((event) => ({ ...event, symbol: 'SPY' })).sort(inOrder));

const trade = (at: number, change: Partial<{ symbol: string; price: number }> = {}): MarketEvent => ({
  kind: 'trade',
  symbol: 'SPY',
  at,
  happenedAt: at,
  price: 470.5,
  size: null,
  ...change,
});

describe('records of many rows as Arrow streams', () => {
  it('bring back the events of one symbol as they were, record after record', () => {
    fc.assert(
      fc.property(fc.array(ofOneSymbol, { maxLength: 4 }), (records) => {
        const buffer = new RowBuffer(2);
        const decoder = recordDecoder({ topic: 'ticks', mapping: null }, buffer);
        for (const events of records) {
          expect(decoder.decode(recordOf({ value: encoded(events), headers }))).toBeNull();
        }
        expect(eventsIn(buffer)).toEqual(records.flat());
        expect([...(buffer.rows.lines ?? [])].slice(0, buffer.rows.count).every((line) => line === 12)).toBe(
          true,
        );
      }),
    );
  });

  it('place their streams before they ask for room, which may be elsewhere then', () => {
    let buffer = new RowBuffer(1);
    const moving = {
      place: () => {
        buffer = new RowBuffer(1);
        return buffer.place({ symbol: 'SPY', kind: 'trade' });
      },
      reserve: (rows: number) => buffer.reserve(rows),
    };
    const value = encoded([trade(1_000), trade(2_000)]);
    expect(
      recordDecoder({ topic: 'ticks', mapping: null }, moving).decode(recordOf({ value, headers })),
    ).toBeNull();
    expect(eventsIn(buffer)).toEqual([trade(1_000), trade(2_000)]);
  });

  it('tell from when on the rows behind them are', () => {
    const decoder = recordDecoder({ topic: 'ticks', mapping: null }, new RowBuffer(1));
    const value = encoded([trade(1_000)]);
    decoder.decode(
      recordOf({ value, headers: { ...headers, 'millrace-watermark': '1970-01-01T00:00:00.500250Z' } }),
    );
    expect(decoder.watermark).toBe(500.25);
    decoder.decode(recordOf({ value, headers }));
    expect(decoder.watermark).toBeNaN();
  });

  it('are left out where their rows are out of order', () => {
    const buffer = new RowBuffer(1);
    const decoder = recordDecoder({ topic: 'ticks', mapping: null }, buffer);
    expect(decoder.decode(recordOf({ value: encoded([trade(2_000), trade(1_000)]), headers }))).toBe(
      'its rows are out of order: row 1 at 1970-01-01T00:00:01.000Z comes behind 1970-01-01T00:00:02.000Z',
    );
    const quote = {
      kind: 'quote',
      symbol: 'SPY',
      at: 1_000,
      happenedAt: 1_000,
      bid: 1,
      ask: 2,
      bidSize: 3,
      askSize: 4,
    };
    const late = encoded([trade(1_000), quote as MarketEvent]);
    expect(decoder.decode(recordOf({ value: late, headers }))).toMatch(/^its rows are out of order: row 1/);
    expect(buffer.rows.count).toBe(0);
    decoder.decode(recordOf({ value: encoded([trade(3_000)]), headers }));
    expect(eventsIn(buffer)).toEqual([trade(3_000)]);
    expect(buffer.rows.columns.bidSize?.[0]).toBeNaN();
  });

  it('are left out where their rows are of several symbols', () => {
    const value = encoded([trade(1_000), trade(2_000, { symbol: 'AAPL' })]);
    expect(
      recordDecoder({ topic: 'ticks', mapping: null }, new RowBuffer(1)).decode(recordOf({ value, headers })),
    ).toBe('its value is no Arrow stream of ours: its rows are of several symbols');
  });

  it('never throw and never put a row where a byte is another, or some are missing', () => {
    const value = encoded([trade(1_000), trade(2_000, { price: 471 })]);
    // How many rows there are is said once: who changes it and nothing else says something else.
    const digit = value.indexOf('{"rows":2') + '{"rows":'.length;
    const buffer = new RowBuffer(1);
    const decoder = recordDecoder({ topic: 'ticks', mapping: null }, buffer);
    const decode = (bytes: Buffer): string | null => {
      buffer.rows.count = 0;
      const reason = decoder.decode(recordOf({ value: bytes, headers }));
      expect(buffer.rows.count).toBe(reason === null ? 2 : 0);
      return reason;
    };
    fc.assert(
      fc.property(fc.nat(value.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        fc.pre(place !== digit);
        const damaged = Buffer.from(value);
        damaged[place] = (damaged[place] ?? 0) ^ change;
        decode(damaged);
      }),
      { numRuns: 1_000 },
    );
    for (let length = 0; length < value.length; length += 7) {
      expect(decode(value.subarray(0, length))).toMatch(/^its value is no Arrow stream of ours/);
    }
  });
});
