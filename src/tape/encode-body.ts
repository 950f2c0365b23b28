import { assert } from '../domain/assert.js';
import { type BodyPlan, bodyPlan, type Region } from './body-plan.js';
import type { Column } from './columns.js';
import { writeCounts } from './counts.js';
import type { Words } from './labels.js';
import type { Layout } from './layout.js';
import { writeMicros } from './micros.js';
import type { Rows } from './rows.js';

/** The body of a batch; valid until the next one. */
export interface Body {
  readonly bytes: Uint8Array;
  readonly plan: BodyPlan;
  readonly textBytes: number;
  /** Of each column, in the order of the schema, how many rows have nothing there. */
  readonly nullCounts: readonly number[];
}

/**
 * Turns rows into the bytes of a batch, in one buffer that is used again and again. It wants the words of
 * each label, in the order of the layout.
 */
export const bodyEncoder = (layout: Layout): ((rows: Rows, words: readonly Words[]) => Body) => {
  let buffer = Buffer.alloc(0);
  return (rows, labelWords) => {
    const texts = layout.columns.some(({ type }) => type === 'text') ? textsOf(rows) : null;
    const textBytes = texts?.at(-1)?.end ?? 0;
    const plan = bodyPlan(layout, rows.count, textBytes);
    // A buffer of its own memory: slices of the shared pool would not lie on lines.
    if (buffer.length < plan.length) buffer = Buffer.alloc(plan.length);
    const bytes = buffer.subarray(0, plan.length).fill(0);
    const at = { bytes, rows: rows.count };
    writeMicros(halves(at, plan.at), rows.at, rows.count);
    words(at, plan.stream).set(rows.stream.subarray(0, rows.count));
    const nullCounts = [0, 0];
    for (const [index, region] of plan.labels.entries()) {
      const label = labelWords[index];
      assert(label, 'a region of no label');
      nullCounts.push(writeLabel(at, region, { words: label.places, of: rows.stream }));
    }
    for (const [index, region] of plan.columns.entries()) {
      const column = layout.columns[index];
      if (column?.key === 'data') nullCounts.push(writeTexts(at, region, texts ?? []));
      else if (column) nullCounts.push(writeColumn(at, region, { rows, key: column.key, type: column.type }));
    }
    return { bytes, plan, textBytes, nullCounts };
  };
};

interface Text {
  readonly bytes: Buffer | null;
  readonly end: number;
}

const textsOf = ({ data, count }: Rows): readonly Text[] => {
  let end = 0;
  return Array.from({ length: count }, (_, row) => {
    const text = data[row];
    const bytes = typeof text === 'string' ? Buffer.from(text) : null;
    end += bytes?.length ?? 0;
    return { bytes, end };
  });
};

/** The body that is being written, and how many rows it has. */
interface Target {
  readonly bytes: Buffer;
  readonly rows: number;
}

const halves = ({ bytes, rows }: Target, { values }: Region): Int32Array =>
  new Int32Array(bytes.buffer, bytes.byteOffset + values, rows * 2);

const words = ({ bytes, rows }: Target, { values }: Region): Uint16Array =>
  new Uint16Array(bytes.buffer, bytes.byteOffset + values, rows);

const writeLabel = (
  target: Target,
  region: Region,
  { words: places, of }: { words: Int16Array; of: Uint16Array },
): number => {
  const column = words(target, region);
  for (let row = 0; row < target.rows; row += 1) column[row] = Math.max(0, places[of[row] ?? 0] ?? 0);
  return writeValidity(target, region, (row) => (places[of[row] ?? 0] ?? 0) >= 0);
};

const writeColumn = (
  target: Target,
  region: Region,
  { rows, key, type }: Pick<Column, 'type'> & { rows: Rows; key: Exclude<Column['key'], 'data'> },
): number => {
  const source = rows.columns[key];
  assert(source, `rows without a column ${key} for a tape that has it`);
  const { bytes, rows: count } = target;
  const place = bytes.byteOffset + region.values;
  if (source instanceof Int32Array) {
    new Int32Array(bytes.buffer, place, count).set(source.subarray(0, count));
  } else if (type === 'instant') {
    writeMicros(halves(target, region), source, count);
  } else if (type === 'count') {
    writeCounts(halves(target, region), source, count);
  } else {
    // What is unknown is both: not a number for us, who look at numbers alone, and null for everyone else.
    new Float64Array(bytes.buffer, place, count).set(source.subarray(0, count));
  }
  const told = source instanceof Int32Array ? rows.columns.start : source;
  return writeValidity(target, region, (row) => !Number.isNaN(told?.[row]));
};

const writeTexts = ({ bytes, rows }: Target, region: Region, texts: readonly Text[]): number => {
  const ends = new Int32Array(bytes.buffer, bytes.byteOffset + region.offsets, rows + 1);
  let start = 0;
  for (const [row, text] of texts.entries()) {
    text.bytes?.copy(bytes, region.values + start);
    start = text.end;
    ends[row + 1] = start;
  }
  return writeValidity({ bytes, rows }, region, (row) => (texts[row]?.bytes ?? null) !== null);
};

/** Sets the bit of every row that has a value; how many have none. */
const writeValidity = (
  { bytes, rows }: Target,
  { validity }: Region,
  isKnown: (row: number) => boolean,
): number => {
  if (validity < 0) return 0;
  let known = 0;
  for (let row = 0; row < rows; row += 1) {
    if (!isKnown(row)) continue;
    known += 1;
    const place = validity + (row >> 3);
    bytes[place] = (bytes[place] ?? 0) | (1 << (row & 7));
  }
  return rows - known;
};
