import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeJson } from '../../../../src/sources/kafka/codec/json/encode-json.js';
import { recordDecoder } from '../../../../src/sources/kafka/codec/record-decoder.js';
import { RowBuffer } from '../../../../src/sources/kafka/codec/row-buffer.js';
import { rowEvent } from '../../../../src/tape/row-event.js';
import { recordOf } from './record-of.js';
import { validEvent } from './valid-event.js';

const headers = { schema: 'millrace-event/1.0', 'content-type': 'application/json' };

const decoded = (
  value: string,
  more: { headers?: Record<string, string>; timestamp?: number } = {},
): unknown => {
  const buffer = new RowBuffer(1);
  const reason = recordDecoder({ topic: 'ticks', mapping: null }, buffer).decode(
    recordOf({ value, headers, ...more }),
  );
  if (reason !== null) expect(buffer.rows.count).toBe(0);
  return reason ?? buffer.rows.count;
};

const trade = { kind: 'trade', symbol: 'SPY', at: '2024-01-02T14:30:00.000Z', price: 470.5 };
const trading = (change: Record<string, unknown>): string => JSON.stringify({ ...trade, ...change });

describe('records of one event in JSON', () => {
  it('bring back every event as it was, with the number of its record', () => {
    fc.assert(
      fc.property(fc.array(validEvent, { maxLength: 20 }), (events) => {
        const buffer = new RowBuffer(2);
        const decoder = recordDecoder({ topic: 'ticks', mapping: null }, buffer);
        for (const [index, event] of events.entries()) {
          const said = { ...headers, 'millrace-seq': String(index + 7), symbol: event.symbol };
          expect(decoder.decode(recordOf({ value: encodeJson(event), headers: said }))).toBeNull();
        }
        const { rows, streams } = buffer;
        const back = events.map((_, row) => {
          const stream = streams[rows.stream[row] ?? -1];
          return stream && rowEvent(rows, row, stream);
        });
        expect(back).toEqual(events);
        expect([...(rows.lines ?? [])].slice(0, rows.count)).toEqual(events.map((_, index) => index + 7));
      }),
    );
  });

  it('are read whatever the order of their keys, with keys that nobody knows', () => {
    expect(decoded('{"venue":{"id":[1,2]},"price":1,"at":"2024-01-02","symbol":"SPY", "kind":"trade"}')).toBe(
      1,
    );
  });

  it.each([
    ['', 'its value is no JSON from byte 0 on'],
    ['{"kind":"trade","symb', 'its value is no JSON from byte 21 on'],
    ['[]', 'kind is missing'],
    [trading({ kind: 'news' }), "kind is 'news', which is none of ours"],
    [trading({ symbol: 7 }), 'symbol is number, not a text'],
    [trading({ symbol: '' }), 'symbol is empty'],
    [trading({ at: 1_704_205_800_000 }), 'at is number, not an instant such as 1970-01-01T00:00:00.000Z'],
    [trading({ at: '2024-02-30' }), "at is '2024-02-30', not an instant such as 1970-01-01T00:00:00.000Z"],
    [trading({ price: '470.5' }), "price is '470.5', not a number"],
    [trading({ price: -1 }), 'price is -1, a negative price'],
    [trading({ price: 0 }), 'price is 0, at which nobody trades'],
    [trading({ price: undefined }), 'price is missing'],
    [trading({ size: -2 }), 'size is -2, a negative size'],
    [trading({ kind: 'quote', bid: 0, ask: null }), 'ask is missing'],
    [trading({ kind: 'status', state: 'open', detail: '' }), "'open' is none of gap, halted, trading"],
    [trading({ kind: 'action', action: 'split', value: 0 }), 'value is 0, not above 0'],
  ])('that say %j are left out with the reason', (value, reason) => {
    expect(decoded(value)).toBe(reason);
  });

  it('of bars that cannot be are left out with the reason', () => {
    const bar = {
      kind: 'bar',
      symbol: 'SPY',
      at: '2024-01-02T21:00Z',
      start: '2024-01-02T14:30Z',
      every: '1d',
    };
    const whole = { ...bar, sessionDate: '2024-01-02', open: 1, high: 3, low: 1, close: 2 };
    expect(decoded(JSON.stringify(whole))).toBe(1);
    expect(decoded(JSON.stringify({ ...whole, high: 1.5 }))).toBe('close 2 lies outside low 1 to high 1.5');
    expect(decoded(JSON.stringify({ ...whole, every: '1y' }))).toBe(
      "every is '1y', which is no length of bars",
    );
    expect(decoded(JSON.stringify({ ...whole, start: whole.at }))).toBe('a bar begins before it ends');
    expect(decoded(JSON.stringify({ ...whole, bid: { open: 1 } }))).toBe('bid.high is missing');
  });

  it('of a time long after that of the record are left out', () => {
    const later = trading({ at: '2286-11-20T17:46:39Z' });
    expect(decoded(later, { timestamp: Date.parse('2024-01-02T14:30:00Z') })).toBe(
      'its time lies more than a day after that of its record: is it of another unit?',
    );
  });

  it('of another minor version are read, of another major version refused', () => {
    const minor = { ...headers, schema: 'millrace-event/1.7' };
    expect(decoded(trading({}), { headers: minor })).toBe(1);
    const major = { ...headers, schema: 'millrace-event/2.0' };
    expect(() => decoded(trading({}), { headers: major })).toThrow(
      'a record of topic ticks says schema millrace-event/2.0, and this millrace reads millrace-event/1.0. ' +
        'Read the topic with the millrace that wrote it, or a newer one.',
    );
  });

  it('that are not ours are left out', () => {
    const reason = 'it says no schema, and no mapping of its topic is in the settings';
    expect(decoded(trading({}), { headers: {} })).toBe(reason);
    expect(decoded(trading({}), { headers: { ...headers, schema: 'their-event/1.0' } })).toBe(reason);
  });

  it('that are tombstones have no row', () => {
    const buffer = new RowBuffer(1);
    expect(
      recordDecoder({ topic: 'ticks', mapping: null }, buffer).decode(recordOf({ value: null, headers })),
    ).toBeNull();
    expect(buffer.rows.count).toBe(0);
  });
});
