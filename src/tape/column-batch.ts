import type { MarketEvent } from '../domain/market-event.js';
import type { Batch, BatchColumns } from './batch.js';
import { rowEvent } from './row-event.js';
import type { Rows } from './rows.js';
import type { Stream } from './stream.js';

/** Rows and what their streams mean: a batch whose rows can also be taken out in place. */
export class ColumnBatch implements Batch, Rows {
  count: number;
  readonly stream: Uint16Array;
  readonly at: Float64Array;
  readonly columns: BatchColumns;
  readonly data: (string | null)[];
  readonly #streams: readonly Stream[];

  constructor(rows: Rows, streams: readonly Stream[]) {
    this.count = rows.count;
    this.stream = rows.stream;
    this.at = rows.at;
    this.columns = rows.columns;
    this.data = rows.data;
    this.#streams = streams;
  }

  get rows(): number {
    return this.count;
  }

  event(row: number): MarketEvent {
    const stream = this.#streams[this.stream[row] ?? -1];
    if (!stream) throw new RangeError(`a batch of ${this.count} rows was asked for row ${row}`);
    return rowEvent(this, row, stream);
  }
}
