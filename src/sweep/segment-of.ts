import type { BatchColumns } from '../tape/batch.js';
import { isTold } from '../tape/is-told.js';
import type { Rows } from '../tape/rows.js';
import type { Segment } from './shared-tape.js';

/** Copies rows into shared memory, as many bytes as they need. */
export const segmentOf = (rows: Rows): { readonly segment: Segment; readonly bytes: number } => {
  let bytes = 0;
  const memory = (length: number): SharedArrayBuffer => {
    bytes += length;
    return new SharedArrayBuffer(length);
  };
  const { count } = rows;
  const stream = new Uint16Array(memory(2 * count));
  stream.set(rows.stream.subarray(0, count));
  const columns: Record<string, Float64Array | Int32Array> = {};
  const names = Object.keys(rows.columns) as (keyof BatchColumns)[]; // the keys of a table's own columns
  for (const name of names) {
    const column = rows.columns[name];
    // An absent one means the same.
    if (!column || !isTold(rows, name)) continue;
    const shared =
      column instanceof Int32Array ? new Int32Array(memory(4 * count)) : new Float64Array(memory(8 * count));
    shared.set(column.subarray(0, count));
    columns[name] = shared;
  }
  const at = new Float64Array(memory(8 * count));
  at.set(rows.at.subarray(0, count));
  return { segment: { rows: count, stream, at, columns, texts: textsOf(rows, memory) }, bytes };
};

const textsOf = ({ data, count }: Rows, memory: (length: number) => SharedArrayBuffer): Segment['texts'] => {
  if (data.length === 0) return null;
  const texts = Buffer.from(data.map((text) => text ?? '').join(''), 'utf8');
  const bytes = new Uint8Array(memory(texts.length));
  bytes.set(texts);
  const ends = new Uint32Array(memory(4 * count));
  let end = 0;
  for (let row = 0; row < count; row += 1) {
    end += Buffer.byteLength(data[row] ?? '', 'utf8');
    ends[row] = end;
  }
  return { ends, bytes };
};
