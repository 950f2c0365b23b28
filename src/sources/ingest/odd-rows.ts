import type { MarketEvent } from '../../domain/market-event.js';
import { cellText } from '../cells.js';
import type { SymbolPlan } from '../csv-plan.js';
import { refuseUnreadable } from '../open-csv.js';
import { type CsvReader, csvReader } from '../read-csv.js';
import { type Row, scanRows } from '../scan-rows.js';
import type { QuickPlan } from './quick-plan.js';

/** Whether a size ever says more than 0 is found out behind the last row. */
const PLAIN: SymbolPlan = { sizesKnown: [true, true], calendar: undefined, factorOn: undefined };

/** Reads single lines of a file with the reader that knows every form. */
export class OddRows {
  readonly #quick: QuickPlan;
  readonly #readers = new Map<string, CsvReader>();

  constructor(quick: QuickPlan) {
    this.#quick = quick;
  }

  /** The event of a line, or undefined if nobody wants it; throws what the reader throws. */
  read(line: Buffer): MarketEvent | undefined {
    const { uri } = this.#quick;
    const events: (MarketEvent | undefined)[] = [];
    const scanner = scanRows(uri.path, (row) => events.push(this.#readRow(row)));
    scanner.push(line);
    scanner.end();
    return events[0];
  }

  #readRow(row: Row): MarketEvent | undefined {
    const { columns, uri } = this.#quick;
    if (row.count !== columns.names.length) return this.#readerOf(uri.symbol ?? '').read(row);
    const symbol = columns.symbol === null ? (uri.symbol ?? '') : cellText(row, columns.symbol);
    if (uri.symbol !== null && symbol !== uri.symbol) return undefined;
    return this.#readerOf(symbol).read(row);
  }

  #readerOf(symbol: string): CsvReader {
    const known = this.#readers.get(symbol);
    if (known) return known;
    if (symbol !== '') refuseUnreadable([symbol], this.#quick.uri);
    const reader = csvReader({ ...this.#quick.plan, symbols: new Map([[symbol, PLAIN]]) });
    this.#readers.set(symbol, reader);
    return reader;
  }
}
