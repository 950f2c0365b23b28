import { allColumnsOf, type Kind } from '../../../tape/columns.js';
import { emptyRows, type Rows } from '../../../tape/rows.js';
import { rowCopier } from '../../../tape/sort/copy-row.js';
import { type Stream, streamKey } from '../../../tape/stream.js';
import type { RowTarget } from './row-target.js';

const KINDS: readonly Kind[] = ['status', 'action', 'event', 'quote', 'trade', 'bar'];
const COLUMNS = allColumnsOf(KINDS);

/** Rows of any kind in memory, as many as come; whoever takes them out makes room again. */
export class RowBuffer implements RowTarget {
  rows: Rows;
  readonly streams: Stream[] = [];
  readonly #places = new Map<string, number>();
  #capacity: number;

  /** @param capacity For how many rows there is room at first. */
  constructor(capacity: number) {
    this.#capacity = capacity;
    this.rows = emptyRows(COLUMNS, capacity);
  }

  place(stream: Stream): number {
    const key = streamKey(stream);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.streams.push(stream) - 1;
    this.#places.set(key, place);
    return place;
  }

  reserve(rows: number): Rows {
    if (this.rows.count + rows > this.#capacity) this.#grow(this.rows.count + rows);
    return this.rows;
  }

  /** Makes unknown whatever stands behind the last row, as of a record of which no more could be read. */
  forget(): void {
    const { columns, count, data } = this.rows;
    data.length = Math.min(data.length, count);
    for (const column of Object.values(columns)) {
      column.fill(column instanceof Float64Array ? Number.NaN : 0, count);
    }
  }

  #grow(least: number): void {
    const before = this.rows;
    this.#capacity = Math.max(least, 2 * this.#capacity);
    this.rows = emptyRows(COLUMNS, this.#capacity);
    const places = Uint16Array.from(this.streams.keys());
    const copy = rowCopier(before, this.rows, { places, streams: this.streams });
    for (let row = 0; row < before.count; row += 1) copy(row);
  }
}
