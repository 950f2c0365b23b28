import { bodyPlan, type Region } from './body-plan.js';
import { forgetUncounted, readCounts } from './counts.js';
import type { Layout } from './layout.js';
import { forgetMissing, readMicros } from './micros.js';
import type { Rows } from './rows.js';

/** How many rows a body has, and how many bytes its texts take. */
export interface BodySize {
  readonly rows: number;
  readonly textBytes: number;
}

/**
 * Turns the bytes of a batch into rows: numbers are views of the bytes, times are put into memory that the
 * next batch overwrites.
 *
 * @param capacity The most rows that a batch has.
 */
export const bodyDecoder = (layout: Layout, capacity: number): ((body: Buffer, size: BodySize) => Rows) => {
  const at = new Float64Array(capacity);
  const converted = new Map(
    layout.columns.flatMap(({ key, type }) =>
      type === 'instant' || type === 'count' ? [[key, new Float64Array(capacity)]] : [],
    ),
  );
  return (body, { rows, textBytes }) => {
    const plan = bodyPlan(layout, rows, textBytes);
    readMicros(int32(body, plan.at, rows * 2), rows, at);
    const columns: Record<string, Float64Array | Int32Array> = {};
    let data: (string | null)[] = [];
    for (const [index, { key, type, isNullable }] of layout.columns.entries()) {
      const region = plan.columns[index];
      if (!region) continue;
      if (type === 'text') data = textsIn(body, region, rows);
      else if (type === 'day') columns[key] = int32(body, region, rows);
      else if (type === 'number') {
        columns[key] = new Float64Array(body.buffer, body.byteOffset + region.values, rows);
      } else {
        const column = converted.get(key) ?? new Float64Array(rows);
        const halves = int32(body, region, rows * 2);
        if (type === 'count') readCounts(halves, rows, column);
        else readMicros(halves, rows, column);
        if (isNullable) (type === 'count' ? forgetUncounted : forgetMissing)(column, rows);
        columns[key] = column;
      }
    }
    const stream = new Uint16Array(body.buffer, body.byteOffset + plan.stream.values, rows);
    return { count: rows, stream, at, columns, data };
  };
};

const int32 = (body: Buffer, { values }: Region, length: number): Int32Array =>
  new Int32Array(body.buffer, body.byteOffset + values, length);

const textsIn = (body: Buffer, region: Region, rows: number): (string | null)[] => {
  const ends = new Int32Array(body.buffer, body.byteOffset + region.offsets, rows + 1);
  return Array.from({ length: rows }, (_, row) => {
    const [start, end] = [ends[row] ?? 0, ends[row + 1] ?? 0];
    // Every JSON has at least one character.
    return start === end ? null : body.toString('utf8', region.values + start, region.values + end);
  });
};
