import { DAY_MS, dateText } from '../time/civil-date.js';
import { cellNumber, cellText, isBlank } from './cells.js';
import { type BarColumns, type CsvColumns, sizeColumns } from './csv-columns.js';
import type { Stamp } from './read-stamp.js';
import { RowFault } from './row-fault.js';
import { rowTimes } from './row-times.js';
import type { Row } from './scan-rows.js';
import type { SourceUri } from './source-uri.js';
import { Spacing } from './spacing.js';

/** A change of price between neighbouring bars that markets seldom make and splits always. */
export interface Jump {
  readonly symbol: string;
  readonly date: string;
  readonly percent: number;
}

const JUMP = 0.4;
/** Friday to Tuesday; weeks are further apart. */
const DAYS_APART_MAX = 4;
const JUMPS_MAX = 20;
const OTHER_SYMBOLS_MAX = 10;

/**
 * What must be known of a file before its first row is told: its symbols, whether its sizes say anything,
 * whether its rows are days. It looks at rows one by one and keeps a few values a symbol.
 *
 * What is wrong with a row is left to the reading that follows.
 */
export class CsvSurvey {
  /** By symbol, in order of appearance: which of its size columns ever say more than 0. */
  readonly sizesKnown = new Map<string, boolean[]>();
  readonly jumps: Jump[] = [];
  /** Some of the symbols that the URI did not ask for, for a message. */
  readonly otherSymbols = new Set<string>();
  rowCount = 0;

  readonly #uri: SourceUri;
  readonly #sizes: readonly (number | null)[];
  readonly #stampOf: (row: Row) => Stamp;
  readonly #lastClose = new Map<string, number>();
  readonly #spacing = new Spacing();
  /** The symbol whose bars show how far they lie apart: the first. */
  #spaced: string | undefined;
  #firstDay = Number.NaN;
  #secondDay = Number.NaN;
  #hasTimes = false;

  constructor(
    readonly columns: CsvColumns,
    uri: SourceUri,
  ) {
    this.#uri = uri;
    this.#sizes = sizeColumns(columns);
    this.#stampOf = rowTimes(columns);
  }

  /**
   * Whether the rows are dates alone, the first two close enough to be days; so, too, if none can be read.
   */
  get isDaily(): boolean {
    return !this.#hasTimes && !(this.#secondDay - this.#firstDay > DAYS_APART_MAX);
  }

  /** Why its bars cannot be of a length, or undefined. */
  lengthFault(every: string): string | undefined {
    return this.#spacing.faultOf(every);
  }

  /** Whether no later row could change what is known. */
  get isAnswered(): boolean {
    const wantsAll = this.columns.symbol !== null || this.#wantsJumps;
    if (wantsAll || this.rowCount === 0 || this.#wantsTimes) return false;
    return this.#sizes.every(
      (column, index) => column === null || this.sizesKnown.values().next().value?.[index],
    );
  }

  look(row: Row): void {
    const { columns } = this;
    this.rowCount += 1;
    if (row.count !== columns.names.length) return;
    const symbol = columns.symbol === null ? (this.#uri.symbol ?? '') : cellText(row, columns.symbol);
    if (this.#uri.symbol !== null && symbol !== this.#uri.symbol) {
      if (this.otherSymbols.size < OTHER_SYMBOLS_MAX) this.otherSymbols.add(symbol);
      return;
    }
    this.#lookAtSizes(row, symbol);
    if (this.#wantsTimes) this.#lookAtTime(row, symbol);
    if (columns.kind === 'bar' && this.#wantsJumps) this.#lookForJump(row, symbol, columns);
  }

  get #wantsTimes(): boolean {
    const areDaysKnown = this.#uri.every !== null || this.#hasTimes || !Number.isNaN(this.#secondDay);
    return this.columns.kind === 'bar' && !(areDaysKnown && this.#spacing.isKnown);
  }

  get #wantsJumps(): boolean {
    return this.columns.kind === 'bar' && this.#uri.adjust === 'none';
  }

  #lookAtSizes(row: Row, symbol: string): void {
    let known = this.sizesKnown.get(symbol);
    if (known === undefined) {
      known = this.#sizes.map(() => false);
      this.sizesKnown.set(symbol, known);
    }
    for (const [index, column] of this.#sizes.entries()) {
      // Text counts as known here: the reading will refuse the row.
      if (column !== null && !known[index] && !isBlank(row, column))
        known[index] = cellNumber(row, column) !== 0;
    }
  }

  #lookAtTime(row: Row, symbol: string): void {
    const stamp = this.#stamp(row);
    if (stamp === undefined) return;
    this.#spaced ??= symbol;
    if (symbol === this.#spaced) this.#spacing.add(stamp.day * DAY_MS + stamp.ms);
    if (stamp.hasTime) this.#hasTimes = true;
    else if (Number.isNaN(this.#firstDay)) this.#firstDay = stamp.day;
    else if (Number.isNaN(this.#secondDay) && stamp.day !== this.#firstDay) this.#secondDay = stamp.day;
  }

  #lookForJump(row: Row, symbol: string, { open, close }: BarColumns): void {
    const before = this.#lastClose.get(symbol);
    const closed = cellNumber(row, close);
    this.#lastClose.set(symbol, closed);
    if (before === undefined || this.jumps.length >= JUMPS_MAX) return;
    const change = [closed, cellNumber(row, open)].map((price) => price / before - 1);
    const jump = change.find((share) => Math.abs(share) > JUMP);
    const stamp = jump === undefined ? undefined : this.#stamp(row);
    if (jump === undefined || stamp === undefined) return;
    this.jumps.push({ symbol, date: dateText(stamp.day), percent: Math.round(Math.abs(jump) * 100) });
  }

  #stamp(row: Row): Stamp | undefined {
    try {
      return this.#stampOf(row);
    } catch (cause) {
      if (cause instanceof RowFault) return undefined;
      throw cause;
    }
  }
}
