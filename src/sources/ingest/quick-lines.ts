import { assert } from '../../domain/assert.js';
import type { NumberColumn } from '../../tape/batch.js';
import { putEvent } from '../../tape/put-event.js';
import { streamOf } from '../../tape/stream.js';
import { refuseUnreadable } from '../open-csv.js';
import { OddRows } from './odd-rows.js';
import { type RowTargets, reasonOf } from './put-csv-rows.js';
import { QuickLine } from './quick-line.js';
import { type QuickPlan, quickRoles } from './quick-plan.js';
import { rowEnd } from './row-end.js';

const LF = 10;
/** Line feed, carriage return, space, tab. */
const BLANKS: readonly number[] = [LF, 13, 32, 9];
/** Nobody wants rows of such a symbol. */
const UNWANTED = -1;

/** The lines of one file of trades or quotes, one after the other, on their way into a sorter. */
export class QuickLines {
  /** Of the last line of the row that was taken last, from 1. */
  lineNumber: number;
  rowCount = 0;

  readonly #quick: QuickPlan;
  readonly #targets: RowTargets;
  readonly #line: QuickLine;
  readonly #odd: OddRows;
  readonly #keys: readonly NumberColumn[];
  /** Which of a line's numbers may not be 0: nobody trades or sells for nothing. */
  readonly #positive: number;
  /** Of each symbol the sorter's number for its stream. */
  #streams: number[] = [];
  #columns: readonly Float64Array[] = [];
  #blankLines: number[] = [];

  constructor(quick: QuickPlan, targets: RowTargets) {
    this.#quick = quick;
    this.#targets = targets;
    this.lineNumber = quick.header.lines;
    this.#odd = new OddRows(quick);
    const { roles, keys } = quickRoles(quick.columns);
    this.#keys = keys;
    this.#positive = keys.findIndex((key) => key === 'price' || key === 'ask');
    this.#line = new QuickLine({ roles, isUtc: quick.plan.timeZone === 'UTC' });
    this.#lookUp();
  }

  /**
   * Takes the rows up to a position, at which a line ends.
   *
   * @returns The position after the last of them: before the end where that stands inside quotes.
   */
  async take(bytes: Buffer, end: number): Promise<number> {
    const { sorter, quarantine } = this.#targets;
    let position = 0;
    while (position < end) {
      position = this.#takeSome(bytes, position, end);
      if (sorter.rows.count < sorter.capacity) break;
      await sorter.settle();
      this.#lookUp();
    }
    // Of a file whose every row is bad nothing comes to the sorter.
    await quarantine.settle();
    this.#targets.onRows(this.rowCount);
    return position;
  }

  /** Rows up to a position, or up to one that is cut off there, or as many as there is room for. */
  #takeSome(bytes: Buffer, start: number, end: number): number {
    const { rows, capacity } = this.#targets.sorter;
    const { from, to } = this.#quick.plan;
    const line = this.#line;
    const { happenedAt } = rows.columns;
    let position = start;
    while (position < end && rows.count < capacity) {
      const next = line.read(bytes, position);
      if (next < 0 || !((line.numbers[this.#positive] ?? 0) > 0)) {
        const after = this.#takeOdd(bytes, position);
        if (after < 0) break;
        position = after;
        continue;
      }
      this.lineNumber += 1;
      position = next;
      this.rowCount += 1;
      if (this.#blankLines.length > 0) this.#refuseBlank();
      const stream = this.#streams[line.symbol] ?? this.#streamOf(line.symbol);
      if (stream === UNWANTED || line.at < from || line.at >= to) continue;
      const row = rows.count;
      rows.stream[row] = stream;
      rows.at[row] = line.at;
      if (happenedAt) happenedAt[row] = line.at;
      for (let index = 0; index < this.#columns.length; index += 1) {
        const column = this.#columns[index];
        if (column) column[row] = line.numbers[index] ?? Number.NaN;
      }
      rows.count = row + 1;
    }
    return position;
  }

  /** Looks up the sorter's columns and its numbers of streams, which change when rows have been written. */
  #lookUp(): void {
    const { columns } = this.#targets.sorter.rows;
    this.#columns = this.#keys.map((key) => {
      const column = columns[key];
      assert(column, `a file with ${key} is read into rows without`);
      return column;
    });
    this.#streams = [];
  }

  #streamOf(place: number): number {
    const { columns, uri } = this.#quick;
    const symbol = columns.symbol === null ? (uri.symbol ?? '') : this.#line.symbols.text(place);
    if (uri.symbol !== null && symbol !== uri.symbol) {
      this.#streams[place] = UNWANTED;
      return UNWANTED;
    }
    refuseUnreadable([symbol], uri);
    const stream = this.#targets.sorter.table.place({ symbol, kind: columns.kind });
    this.#streams[place] = stream;
    return stream;
  }

  /** A row that is not plain: read by the reader that knows every form, or left out; -1: it is cut off. */
  #takeOdd(bytes: Buffer, position: number): number {
    const { sorter, quarantine } = this.#targets;
    const next = rowEnd(bytes, position);
    if (next < 0) return -1;
    const text = bytes.subarray(position, next);
    const line = this.lineNumber + 1;
    this.lineNumber += breaksOf(text);
    if (text.every((byte) => BLANKS.includes(byte))) {
      this.#blankLines.push(line);
      return next;
    }
    this.rowCount += 1;
    if (this.#blankLines.length > 0) this.#refuseBlank();
    try {
      const event = this.#odd.read(text);
      if (event) putEvent(sorter.rows, event, sorter.table.place(streamOf(event)));
    } catch (cause) {
      const raw = text.toString('utf8').trimEnd();
      quarantine.add({ path: this.#quick.uri.path, line, reason: reasonOf(cause), raw });
    }
    return next;
  }

  /** Blank lines are fine at the end of a file, and nowhere else. */
  #refuseBlank(): void {
    const { path } = this.#quick.uri;
    for (const line of this.#blankLines) {
      this.rowCount += 1;
      this.#targets.quarantine.add({ path, line, reason: 'is blank, and rows follow it', raw: '' });
    }
    this.#blankLines = [];
  }
}

/** The lines of a row. */
const breaksOf = (text: Buffer): number => {
  let count = 0;
  for (const byte of text) if (byte === LF) count += 1;
  return count;
};
