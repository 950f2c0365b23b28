import { messageOf } from '../../../../domain/message-of.js';
import type { Region } from '../../../../tape/body-plan.js';
import type { Column } from '../../../../tape/columns.js';
import { forgetMissing, readMicros } from '../../../../tape/micros.js';
import type { Rows } from '../../../../tape/rows.js';
import type { Stream } from '../../../../tape/stream.js';
import type { RecordView } from '../record-view.js';
import { timeFault } from '../row-faults.js';
import type { RowTarget } from '../row-target.js';
import { type ArrowBatch, ArrowBatches } from './arrow-batch.js';
import { rowsFault } from './rows-fault.js';

/** Reads our own records of many rows: columns are copied, no row is looked at but for its order. */
export class ArrowDecoder {
  readonly #target: RowTarget;
  readonly #batches = new ArrowBatches();
  /** The body of a record on lines of its own: in the value of a record it lies anywhere. */
  #body = Buffer.alloc(0);
  #streams: readonly Stream[] = [];
  #places = new Uint16Array(0);

  constructor(target: RowTarget) {
    this.#target = target;
  }

  /** Puts the rows of a record, or says why not. */
  decode({ bytes, valueStart, valueEnd, timestamp }: RecordView, sequence: number): string | null {
    let batch: ArrowBatch;
    try {
      batch = this.#batches.find(bytes, valueStart, valueEnd);
    } catch (cause) {
      return `its value is no Arrow stream of ours: ${messageOf(cause)}`;
    }
    if (this.#streams !== batch.streams) {
      this.#places = Uint16Array.from(batch.streams, (stream) => this.#target.place(stream));
      this.#streams = batch.streams;
    }
    const rows = this.#target.reserve(batch.rows);
    const first = rows.count;
    const fault = this.#put(rows, batch, bytes) ?? timeFault(rows.at[first + batch.rows - 1] ?? 0, timestamp);
    if (fault !== null) {
      this.#forget(rows, batch);
      return fault;
    }
    rows.lines?.fill(sequence, first, first + batch.rows);
    rows.count = first + batch.rows;
    return null;
  }

  #put(rows: Rows, batch: ArrowBatch, bytes: Buffer): string | null {
    const { layout, streams, plan, rows: count, bodyStart, bodyEnd } = batch;
    if (this.#body.length < plan.length) this.#body = Buffer.alloc(2 * plan.length);
    const body = this.#body;
    bytes.copy(body, 0, bodyStart, bodyEnd);
    const first = rows.count;
    const at = rows.at.subarray(first, first + count);
    readMicros(int32(body, plan.at, 2 * count), count, at);
    const numbers = new Uint16Array(body.buffer, body.byteOffset + plan.stream.values, count);
    const fault = rowsFault({ at, numbers, streams });
    if (fault !== null) return fault;
    for (let row = 0; row < count; row += 1) {
      rows.stream[first + row] = this.#places[numbers[row] ?? 0] ?? 0;
    }
    if (!layout.columns.some(({ key }) => key === 'happenedAt')) happenAt(rows, batch, numbers);
    for (const [index, column] of layout.columns.entries()) {
      const region = plan.columns[index];
      if (region && column.key === 'data') putTexts(rows, body, { region, count });
      else if (region) putColumn(rows, body, { column, region, count });
    }
    return null;
  }

  /** Makes unknown again what has been put of a record that is left out. */
  #forget(rows: Rows, { rows: count }: ArrowBatch): void {
    const end = rows.count + count;
    for (const column of Object.values(rows.columns)) {
      column.fill(column instanceof Float64Array ? Number.NaN : 0, rows.count, end);
    }
    rows.data.length = Math.min(rows.data.length, rows.count);
  }
}

const int32 = (body: Buffer, { values }: Region, length: number): Int32Array =>
  new Int32Array(body.buffer, body.byteOffset + values, length);

/** What has no time of its own happened when it was known; bars have none. */
const happenAt = (rows: Rows, { streams, rows: count }: ArrowBatch, numbers: Uint16Array): void => {
  const { happenedAt } = rows.columns;
  if (!happenedAt) return;
  const isBar = streams.map(({ kind }) => kind === 'bar');
  for (let row = 0; row < count; row += 1) {
    if (!isBar[numbers[row] ?? 0]) happenedAt[rows.count + row] = rows.at[rows.count + row] ?? Number.NaN;
  }
};

interface Part {
  readonly column: Column;
  readonly region: Region;
  readonly count: number;
}

const putColumn = (rows: Rows, body: Buffer, { column, region, count }: Part): void => {
  const { key, type, isNullable } = column;
  const target = key === 'data' ? undefined : rows.columns[key];
  const first = rows.count;
  if (target instanceof Int32Array) target.set(int32(body, region, count), first);
  else if (type === 'number') {
    target?.set(new Float64Array(body.buffer, body.byteOffset + region.values, count), first);
  } else if (target) {
    const instants = target.subarray(first, first + count);
    readMicros(int32(body, region, 2 * count), count, instants);
    if (isNullable) forgetMissing(instants, count);
  }
};

const putTexts = (rows: Rows, body: Buffer, { region, count }: Omit<Part, 'column'>): void => {
  const ends = new Int32Array(body.buffer, body.byteOffset + region.offsets, count + 1);
  for (let row = 0; row < count; row += 1) {
    const [start, end] = [ends[row] ?? 0, ends[row + 1] ?? 0];
    // Every JSON has at least one character.
    if (end > start)
      rows.data[rows.count + row] = body.toString('utf8', region.values + start, region.values + end);
  }
};
