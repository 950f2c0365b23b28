import { writeFile } from 'node:fs/promises';
import {
  type Data,
  Field,
  Float64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  Utf8,
} from 'apache-arrow';
import { isoText } from '../domain/iso-text.js';
import type { Marks, SymbolPrices } from '../domain/marks.js';

const PRICES = ['open', 'high', 'low', 'close'] as const;
const DAY_MS = 86_400_000;
/** A batch of the file; a column of a symbol with few bars is widened for one of them at a time. */
const BATCH_ROWS = 65_536;
/** `YYYY-MM-DD` */
const DATE_BYTES = 10;

/**
 * Writes marks as an Arrow IPC file: `at` (epoch milliseconds, so that a number comes back as it was),
 * `sessionDate`, `equity`, `exposure`, and of each symbol `SPY.open`, `SPY.high`, `SPY.low`, `SPY.close`.
 */
export const writeMarks = async (path: string, marks: Marks): Promise<void> => {
  const schema = new Schema([
    new Field('at', new Float64(), true),
    new Field('sessionDate', new Utf8(), true),
    new Field('equity', new Float64(), true),
    new Field('exposure', new Float64(), true),
    ...[...marks.prices.keys()].flatMap((symbol) =>
      PRICES.map((price) => new Field(`${symbol}.${price}`, new Float64(), true)),
    ),
  ]);
  const writer = new RecordBatchFileWriter();
  for (let from = 0; from === 0 || from < marks.length; from += BATCH_ROWS) {
    const span = { from, to: Math.min(marks.length, from + BATCH_ROWS) };
    const type = new Struct(schema.fields);
    const rows = { length: span.to - from, nullCount: 0, children: columnsOf(marks, span) };
    writer.write(new RecordBatch(schema, makeData({ type, ...rows })));
  }
  writer.finish();
  // The writer gives the columns themselves, not a copy of all of them.
  await writeFile(path, writer);
};

/** Rows from one up to, not including, another. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const columnsOf = (marks: Marks, span: Span): Data[] => {
  const part = (column: Float64Array): Data =>
    makeData({ type: new Float64(), data: column.subarray(span.from, span.to) });
  return [
    part(marks.at),
    datesOf(marks.sessionDay.subarray(span.from, span.to)),
    part(marks.equity),
    part(marks.exposure),
    ...[...marks.prices.values()].flatMap((prices) =>
      prices.row.length === marks.length ? PRICES.map((price) => part(prices[price])) : widened(prices, span),
    ),
  ];
};

const datesOf = (days: Int32Array): Data => {
  const data = new Uint8Array(days.length * DATE_BYTES);
  const encoder = new TextEncoder();
  days.forEach((day, row) => {
    const place = row * DATE_BYTES;
    if (row > 0 && day === days[row - 1]) data.copyWithin(place, place - DATE_BYTES, place);
    else encoder.encodeInto(isoText(day * DAY_MS).slice(0, DATE_BYTES), data.subarray(place));
  });
  const valueOffsets = Int32Array.from({ length: days.length + 1 }, (_, row) => row * DATE_BYTES);
  return makeData({ type: new Utf8(), length: days.length, valueOffsets, data });
};

/** A symbol's prices with a place for every row, null where the row came from another symbol. */
const widened = (prices: SymbolPrices, { from, to }: Span): readonly Data[] => {
  const length = to - from;
  const first = firstFrom(prices.row, from);
  const bars = prices.row.subarray(first, firstFrom(prices.row, to));
  const nullBitmap = new Uint8Array(Math.ceil(length / 8));
  for (const row of bars)
    nullBitmap[(row - from) >> 3] = (nullBitmap[(row - from) >> 3] ?? 0) | bitOf(row - from);
  return PRICES.map((price) => {
    const data = new Float64Array(length);
    bars.forEach((row, bar) => {
      data[row - from] = prices[price][first + bar] ?? Number.NaN;
    });
    return makeData({ type: new Float64(), length, data, nullCount: length - bars.length, nullBitmap });
  });
};

const bitOf = (row: number): number => 1 << (row & 7);

/** The first bar whose row is not before a row. */
const firstFrom = (rows: Int32Array, row: number): number => {
  const found = rows.findIndex((each) => each >= row);
  return found < 0 ? rows.length : found;
};
