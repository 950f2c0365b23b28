import { allColumnsOf, type Kind } from '../../../tape/columns.js';
import { keepRows } from '../../../tape/keep-rows.js';
import { clearRows, emptyRows, type Rows, rowsBetween } from '../../../tape/rows.js';
import { copyRows } from '../../../tape/sort/copy-rows.js';
import { StreamTable } from '../../../tape/sort/stream-table.js';
import type { Stream } from '../../../tape/stream.js';
import type { RowTarget } from '../codec/row-target.js';
import { sequenceOf } from './sequence-of.js';
import type { TapeMaker } from './tape-maker.js';

const ROWS_FIRST = 1 << 16;

/** Holds rows of all partitions until nothing can come before them any more, and lets them go in order. */
export class HeldRows implements RowTarget {
  readonly #table = new StreamTable();
  /** What kinds there are, and so which columns. */
  readonly #kinds = new Set<Kind>();
  #rows = emptyRows([], ROWS_FIRST);
  #spare: Rows | undefined;

  /** How many are held, and what is known of each. */
  get rows(): Rows {
    return this.#rows;
  }

  place(stream: Stream): number {
    const place = this.#table.place(stream);
    if (!this.#kinds.has(stream.kind)) {
      this.#kinds.add(stream.kind);
      this.#spare = undefined;
      this.#rows = this.#copied(this.#rows.at.length, 0, undefined);
    }
    return place;
  }

  /** What a row's stream means. */
  streamOf(row: number): Stream | undefined {
    return this.#table.streams[this.#rows.stream[row] ?? 0];
  }

  reserve(count: number): Rows {
    const { at } = this.#rows;
    if (this.#rows.count + count > at.length) {
      this.#spare = undefined;
      this.#rows = this.#copied(2 * at.length + count, 0, undefined);
    }
    return this.#rows;
  }

  /** Takes rows out of the last ones that came. */
  keep(from: number, isKept: (row: number) => boolean): void {
    const rows = this.#rows;
    const last = rowsBetween(rows, from, rows.count);
    keepRows(last, (row) => isKept(from + row));
    rows.data.splice(from, rows.count - from, ...last.data.slice(0, last.count));
    const { count } = rows;
    rows.count = from + last.count;
    this.#clear(count);
  }

  /** Makes unknown whatever stands behind the last row, as of a record of which no more could be read. */
  forget(): void {
    this.#rows.data.length = Math.min(this.#rows.data.length, this.#rows.count);
    this.#clear(this.#rows.at.length);
  }

  #clear(end: number): void {
    const { columns, count } = this.#rows;
    for (const column of Object.values(columns)) {
      column.fill(column instanceof Float64Array ? Number.NaN : 0, count, end);
    }
  }

  /** Puts all rows that happened before an instant on a tape, in the declared order. */
  async release(before: number, maker: TapeMaker): Promise<void> {
    const held = this.#rows;
    const { count, at } = held;
    const order = sequenceOf(held, this.#table.ranks);
    const released = countBefore(before, { order, count, at });
    if (released === 0 && order === undefined) return;
    await this.#put(released, order, maker);
    const rest = this.#copied(at.length, released, order);
    clearRows(held);
    this.#spare = held;
    this.#rows = rest;
  }

  async #put(count: number, order: Uint32Array | undefined, maker: TapeMaker): Promise<void> {
    const { streams } = this.#table;
    const { stream } = this.#rows;
    // A stream of which no row is wanted is none of the tape's.
    const used = new Uint8Array(streams.length);
    for (let index = 0; index < count; index += 1) used[stream[order ? (order[index] ?? 0) : index] ?? 0] = 1;
    const kinds = streams.filter((_, place) => used[place] === 1).map(({ kind }) => kind);
    const sorter = await maker.sorterFor(kinds);
    for (let start = 0; start < count; ) {
      // By what numbers it knows streams may change whenever it makes room.
      const places = Uint16Array.from(streams, (stream, place) =>
        used[place] === 1 ? sorter.table.place(stream) : 0,
      );
      const end = Math.min(count, start + sorter.capacity - sorter.rows.count);
      copyRows(this.#rows, sorter.rows, { order, start, end, places, streams });
      start = end;
      if (sorter.rows.count >= sorter.capacity) await sorter.settle();
    }
  }

  #copied(capacity: number, start: number, order: Uint32Array | undefined): Rows {
    const rows = this.#rows;
    const { streams } = this.#table;
    const isRoomy = this.#spare !== undefined && this.#spare.at.length >= capacity;
    const copy = isRoomy && this.#spare ? this.#spare : emptyRows(allColumnsOf([...this.#kinds]), capacity);
    this.#spare = undefined;
    const places = Uint16Array.from(streams.keys());
    copyRows(rows, copy, { order, start, end: rows.count, places, streams });
    return copy;
  }
}

/** How many of rows in order happened before an instant. */
const countBefore = (
  before: number,
  { order, count, at }: { readonly order: Uint32Array | undefined } & Pick<Rows, 'count' | 'at'>,
): number => {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[order ? (order[middle] ?? 0) : middle] ?? 0) < before) low = middle + 1;
    else high = middle;
  }
  return low;
};
