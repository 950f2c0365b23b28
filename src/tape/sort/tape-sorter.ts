import { allColumnsOf, type Column, type Kind } from '../columns.js';
import { keepRows } from '../keep-rows.js';
import { BATCH_ROWS, clearRows, dropRows, emptyRows, type Rows, rowsBetween } from '../rows.js';
import type { TapeMeta, TapeOrigin } from '../tape-meta.js';
import { copyRows } from './copy-rows.js';
import type { RowGuard } from './merge-rows.js';
import { mergeRuns } from './merge-runs.js';
import { FIRST_PLACE, isOrdered, orderOf, type RowPlace } from './row-order.js';
import { RunSet } from './run-set.js';
import { SizeLedger } from './size-ledger.js';
import { StreamTable } from './stream-table.js';

/** Rows that are sorted in memory at once: few enough for it, many enough for few runs. */
const RUN_ROWS = 1 << 20;

/** How rows become a tape. */
export interface SorterOptions {
  /** Where runs and the tape are written. */
  readonly folder: string;
  /** What rows may come. */
  readonly kinds: readonly Kind[];
  /** Made anew for each pass over the rows: it is told of every row in order, and false leaves one out. */
  readonly guard?: (() => RowGuard) | undefined;
  /** Whether a stream that says nothing but 0 of a size says nothing at all. */
  readonly silencesZeros: boolean;
  /** Rows that are sorted at once. */
  readonly runRows?: number;
}

/**
 * Makes a tape of rows in any order, in bounded memory.
 *
 * Rows that come in order go straight to it. Where they do not, a million at a time is sorted and kept as a
 * run, and all runs are merged at the end.
 */
export class TapeSorter {
  readonly table = new StreamTable();
  /** Where rows are put; another one after `settle`. */
  rows: Rows;

  readonly #options: SorterOptions;
  readonly #columns: readonly Column[];
  readonly #runs: RunSet;
  readonly #sizes = new SizeLedger();
  readonly #guard: RowGuard | undefined;
  #capacity: number;
  /** Rows that sorted ones are copied into. */
  #spare: Rows | undefined;
  #last: RowPlace = FIRST_PLACE;
  /** Whether there are runs that have to be merged. */
  #isSplit = false;

  constructor(options: SorterOptions) {
    this.#options = options;
    this.#columns = allColumnsOf(options.kinds);
    this.#runs = new RunSet(options.folder);
    this.#guard = options.guard?.();
    this.#capacity = Math.min(2 * BATCH_ROWS, options.runRows ?? RUN_ROWS);
    this.rows = emptyRows(this.#columns, this.#capacity);
  }

  /** For how many rows there is room. */
  get capacity(): number {
    return this.#capacity;
  }

  /** Makes room for more rows. */
  async settle(): Promise<void> {
    this.#order();
    const isLate = this.#isLate();
    const { rows } = this;
    const runRows = this.#options.runRows ?? RUN_ROWS;
    if (isLate && this.#capacity < runRows) this.#grow(runRows);
    // What is held back meets rows that come a little late, and runs are as long as they can be.
    else await this.#write(isLate || this.#isSplit ? rows.count : rows.count - (this.#capacity >> 1));
  }

  /** Makes one tape of everything and says where it is. */
  async finish(origin: TapeOrigin): Promise<{ readonly file: string; readonly said: TapeMeta }> {
    this.#order();
    await this.#write(this.rows.count);
    const { table } = this;
    const isCanonical = table.ranks.every((rank, place) => rank === place);
    const isSilent = this.#options.silencesZeros && this.#sizes.hasSilent;
    const [file, ...others] = this.#runs.files;
    if (file !== undefined && others.length === 0 && isCanonical && !isSilent) {
      const said = await this.#runs.finish(origin);
      if (said) return { file, said };
    }
    await this.#runs.end();
    const { folder, guard } = this.#options;
    const { files, traits } = this.#runs;
    const sizes = isSilent ? this.#sizes : undefined;
    return await mergeRuns(
      { folder, files, traits, streams: table.streams, guard: guard?.(), sizes },
      origin,
    );
  }

  /** Lets go of the file that is being written. */
  async close(): Promise<void> {
    await this.#runs.close();
  }

  #grow(capacity: number): void {
    this.#capacity = capacity;
    this.#spare = undefined;
    this.rows = this.#copied(undefined);
  }

  /** Puts the rows at hand into order. */
  #order(): void {
    const { rows, table } = this;
    if (this.#runs.files.length === 0) {
      // Before anything is written numbers are free to change, and mostly all streams are known by then.
      const places = table.reorder();
      for (let row = 0; row < rows.count; row += 1) rows.stream[row] = places[rows.stream[row] ?? 0] ?? 0;
    }
    if (isOrdered(rows, table.ranks)) return;
    const order = orderOf(rows, table.ranks);
    const sorted = this.#copied(order);
    clearRows(rows);
    this.#spare = rows;
    this.rows = sorted;
  }

  #copied(order: Uint32Array | undefined): Rows {
    const { streams } = this.table;
    const copy = this.#spare ?? emptyRows(this.#columns, this.#capacity);
    const places = Uint16Array.from(streams.keys());
    copyRows(this.rows, copy, { order, start: 0, end: this.rows.count, places, streams });
    return copy;
  }

  /** Whether the rows at hand begin before what was written ends. */
  #isLate(): boolean {
    const { rows, table } = this;
    return rows.count > 0 && isBefore(placeOf(rows, 0), this.#last, table.ranks);
  }

  /** Writes the first of the rows at hand, which are in order. */
  async #write(count: number): Promise<void> {
    const { rows } = this;
    if (this.#isLate()) {
      this.#isSplit = true;
      await this.#runs.end();
    }
    for (let start = 0; start < count; start += BATCH_ROWS) {
      const part = rowsBetween(rows, start, Math.min(count, start + BATCH_ROWS));
      this.#last = placeOf(part, part.count - 1);
      // What is merged later is looked at then.
      if (this.#guard && !this.#isSplit) keepTaken(part, this.#guard);
      if (this.#options.silencesZeros) this.#sizes.add(part);
      await this.#runs.write(part, this.table.streams);
    }
    dropRows(rows, count);
  }
}

const placeOf = ({ at, stream }: Rows, row: number): RowPlace => ({
  at: at[row] ?? Number.NaN,
  stream: stream[row] ?? 0,
});

const isBefore = (a: RowPlace, b: RowPlace, ranks: Uint16Array): boolean =>
  a.at === b.at ? (ranks[a.stream] ?? 0) < (ranks[b.stream] ?? 0) : a.at < b.at;

const keepTaken = (rows: Rows, guard: RowGuard): void =>
  keepRows(rows, (row) => guard({ rows, row, input: 0, stream: rows.stream[row] ?? 0 }));
